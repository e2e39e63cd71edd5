package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Unexplained;

/** What a hostile reply costs grows with its length and not faster. */
class HostileReplyTest {

    private static final int SMALL = 4 << 10;
    private static final int LARGE = 64 << 10;

    /** Between 16, as work that grows with the length, and 256, as work that grows with its square. */
    private static final int MOST = 64;

    private static final int ROUNDS = 15;

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "1",
                "(",
                "\u0442",
                "550 ",
                "550-",
                "5.1.1 ",
                "host a said: 550 ",
                "-> 550 5.1.1 -> ",
                "(in reply to ",
                " said: ",
                "user unknown ",
                "blocked using zen.spamhaus.org ",
                "user ... ",
                "ann@example.org:",
                "192.0.2.1:",
                "2001:db8::",
                "limit 1 size ",
                " in 1 for 1",
                "https://",
                "selector=._domainkey",
                "[A1-",
            })
    void sixteenTimesTheTextIsNotTwoHundredTimesTheWork(String piece) {
        leastWork(piece, LARGE);
        assertThat(leastWork(piece, LARGE)).isLessThan(MOST * leastWork(piece, SMALL));
    }

    /** In nanoseconds of this thread's processor, so that a busy machine does not count. */
    private long leastWork(String piece, int length) {
        var failure = new Unexplained(piece.repeat(length / piece.length()));
        var thread = ManagementFactory.getThreadMXBean();
        return LongStream.range(0, ROUNDS)
                .map(round -> {
                    long before = thread.getCurrentThreadCpuTime();
                    classifier.diagnose(failure, Optional.empty());
                    return thread.getCurrentThreadCpuTime() - before;
                })
                .min()
                .orElseThrow();
    }
}
