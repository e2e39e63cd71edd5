package whybounce.bench;

import java.util.concurrent.TimeUnit;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mailet;
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

/** Reports a second: a failed mail goes in, the report is written, handed over and read once, as a queue does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-Dlogback.configurationFile=bench-logback.xml"})
public class ReportBenchmark {

    /** Whose report. */
    public enum Bouncer {
        EXPLAINED_BOUNCE,
        DSN_BOUNCE
    }

    @Param({"EXPLAINED_BOUNCE", "DSN_BOUNCE"})
    private Bouncer bouncer = Bouncer.EXPLAINED_BOUNCE;

    /** Bytes of the original. */
    @Param({"2048", "1048576"})
    private int size = 2048;

    private final Bounces bounces = new Bounces();
    private Mailet mailet = bounces.none();
    private MailImpl mail = bounces.mail(0);
    private long number;

    @Setup(Level.Trial)
    public void start() throws Exception {
        mailet = bouncer == Bouncer.EXPLAINED_BOUNCE ? bounces.explained() : bounces.james();
        mail = bounces.mail(size);
    }

    @Benchmark
    public long report() throws Exception {
        mail.setName("Mail" + number++); // Each failure is another: the same one is told once.
        mailet.service(mail);
        return bounces.bytesSent();
    }

    @TearDown(Level.Trial)
    public void stop() {
        bounces.close();
    }
}
