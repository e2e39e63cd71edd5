package whybounce.bench;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Reports a second of both report mailets: a failed mail goes in, the report is written, handed over and read once, as a
 * queue does. One invocation is a turn of blocks of both; each iteration of some turns gives one value to the medians.
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

    /** Bytes of the original. */
    @Param({"2048", "1048576"})
    private int size = 2048;

    private final Bounces bounces = Bounces.start();
    private Turns turns = new Turns(bounces.explained(), bounces.james(), bounces.mail(0));

    @Setup(Level.Trial)
    public void start() {
        turns = new Turns(bounces.explained(), bounces.james(), bounces.mail(size));
    }

    @Benchmark
    public long turn(Sums sums) throws Exception {
        turns.take(sums);
        return bounces.bytesSent();
    }

    @TearDown(Level.Trial)
    public void stop() {
        bounces.close();
    }

    /** With options of JMH, and quiet unless told otherwise. */
    public static void main(String[] args) throws Exception {
        var given = new CommandLineOptions(args);
        var options = new OptionsBuilder().parent(given);
        if (given.getIncludes().isEmpty()) {
            options.include(ReportBenchmark.class.getName()).include(DeadResolverBenchmark.class.getName());
        }
        options.verbosity(given.verbosity().orElse(VerboseMode.SILENT)).shouldFailOnError(true);
        for (var run : new Runner(options.build()).run()) {
            print(run);
        }
    }

    private static void print(RunResult run) {
        if (run.getParams().getBenchmark().contains(DeadResolverBenchmark.class.getSimpleName())) {
            Turns.print(
                    run, "Checks on and a resolver that never answers, beside checks off", "checks on", "checks off");
        } else {
            var size = run.getParams().getParam("size");
            Turns.print(run, "Original of " + size + " bytes", "ExplainedBounce", "DSNBounce");
        }
    }
}
