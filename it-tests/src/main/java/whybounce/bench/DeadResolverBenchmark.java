package whybounce.bench;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reports a second of failures that the DNS is asked about, with the checks on and a resolver that never answers, after
 * that was found out; beside the same with the checks off. One invocation is a turn of blocks of both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 45, time = 1)
@Measurement(iterations = 25, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-Dlogback.configurationFile=bench-logback.xml"})
public class DeadResolverBenchmark {

    /** Bytes of the original. */
    private static final int SIZE = 2048;

    /** Each of them asks in vain; a few are enough. */
    private static final int MOST_FAILURES = 100;

    private DatagramSocket silent = silent();
    private Bounces bounces = Bounces.start(silent.getLocalPort());
    private Turns turns = new Turns(bounces.explained(), bounces.unchecked(), bounces.mail(SIZE));

    /** Lets reports ask until it is found out that nobody answers. */
    @Setup(Level.Trial)
    public void askInVain() throws Exception {
        for (int number = 0; number < MOST_FAILURES && !bounces.isResolverDead(); number++) {
            bounces.explained().service(bounces.unauthenticated("ben@example" + number + ".org", SIZE));
        }
        if (!bounces.isResolverDead()) {
            throw new IllegalStateException("the resolver seems to answer");
        }
        turns = new Turns(bounces.explained(), bounces.unchecked(), bounces.unauthenticated("ben@example.org", SIZE));
    }

    /** Takes what comes, and says nothing. */
    private static DatagramSocket silent() {
        try {
            return new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public long turn(Sums sums) throws Exception {
        turns.take(sums);
        if (!bounces.isResolverDead()) {
            throw new IllegalStateException("the resolver seems to answer");
        }
        return bounces.bytesSent();
    }

    @TearDown(Level.Trial)
    public void stop() {
        bounces.close();
        silent.close();
    }
}
