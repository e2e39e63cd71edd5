package whybounce.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mailet;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Reports a second of both report mailets: a failed mail goes in, the report is written, handed over and read once, as a
 * queue does. One invocation is a turn of blocks of both, because JMH would run one after the other, minutes apart, and what
 * the machine does meanwhile would decide; each iteration of some turns gives one value to the medians.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 45, time = 1)
@Measurement(iterations = 25, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-Dlogback.configurationFile=bench-logback.xml"})
public class ReportBenchmark {

    /** Long beside the clock of the process's CPU time, which ticks in hundredths of a second on Linux. */
    private static final long BLOCK = TimeUnit.MILLISECONDS.toNanos(200);

    /** Bytes of the original. */
    @Param({"2048", "1048576"})
    private int size = 2048;

    private final Bounces bounces = Bounces.start();
    private MailImpl mail = bounces.mail(0);
    private long number;

    /** Sums of one iteration; JMH hands them out by these names. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Sums {
        public double ourReports;
        public double ourSeconds;
        public double ourCpuSeconds;
        public double jamesReports;
        public double jamesSeconds;
        public double jamesCpuSeconds;

        private void ours(Block block) {
            ourReports += block.reports();
            ourSeconds += block.seconds();
            ourCpuSeconds += block.cpuSeconds();
        }

        private void james(Block block) {
            jamesReports += block.reports();
            jamesSeconds += block.seconds();
            jamesCpuSeconds += block.cpuSeconds();
        }
    }

    private record Block(double reports, double seconds, double cpuSeconds) {}

    @Setup(Level.Trial)
    public void start() {
        mail = bounces.mail(size);
    }

    @Benchmark
    public long turn(Sums sums) throws Exception {
        sums.ours(block(bounces.explained()));
        sums.james(block(bounces.james()));
        sums.james(block(bounces.james()));
        sums.ours(block(bounces.explained()));
        return bounces.bytesSent();
    }

    private Block block(Mailet mailet) throws Exception {
        double cpu = CpuTime.seconds();
        long begin = System.nanoTime();
        long now = begin;
        int reports = 0;
        while (now - begin < BLOCK) {
            mail.setName("Mail" + number++); // Each failure is another: the same one is told once.
            mailet.service(mail);
            reports++;
            now = System.nanoTime();
        }
        return new Block(reports, (now - begin) / 1e9, CpuTime.seconds() - cpu);
    }

    @TearDown(Level.Trial)
    public void stop() {
        bounces.close();
    }

    /** With options of JMH, and quiet unless told otherwise. */
    public static void main(String[] args) throws Exception {
        var given = new CommandLineOptions(args);
        var options = new OptionsBuilder()
                .parent(given)
                .include(ReportBenchmark.class.getName())
                .verbosity(given.verbosity().orElse(VerboseMode.SILENT))
                .shouldFailOnError(true)
                .build();
        for (var run : new Runner(options).run()) {
            print(run);
        }
    }

    private static void print(RunResult run) {
        var table = new SideBySide("ExplainedBounce", "DSNBounce", List.of("reports/s", "CPU ms a report"));
        int iterations = 0;
        for (var fork : run.getBenchmarkResults()) {
            for (var iteration : fork.getIterationResults()) {
                table.ours(row(iteration, "our"));
                table.james(row(iteration, "james"));
                iterations++;
            }
        }
        System.out.printf("%nOriginal of %s bytes%n", run.getParams().getParam("size"));
        table.print(System.out);
        System.out.println("Medians of " + iterations + " iterations, in each some blocks of both in turns.");
    }

    private static double[] row(IterationResult iteration, String side) {
        double reports = sum(iteration, side + "Reports");
        return new double[] {
            reports / sum(iteration, side + "Seconds"), 1000 * sum(iteration, side + "CpuSeconds") / reports
        };
    }

    private static double sum(IterationResult iteration, String name) {
        var result = iteration.getSecondaryResults().get(name);
        if (result == null) {
            throw new IllegalStateException("JMH tells nothing of " + name);
        }
        return result.getScore();
    }
}
