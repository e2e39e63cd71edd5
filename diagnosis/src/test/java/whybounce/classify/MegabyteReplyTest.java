package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.MegabyteReplies;
import whybounce.reply.SmtpReply;

/** Judging a reply of a megabyte takes no more than the reply itself and a bounded part of it. */
class MegabyteReplyTest {

    /** The lines joined into one text may take four octets for each of the reply while that text grows. */
    private static final long TEXT = 4L * MegabyteReplies.OCTETS;

    /** What is looked at is {@link NormalText#MAX_CHARS} characters: this is a hundred octets for each. */
    private static final long LOOKED_AT = 100L * NormalText.MAX_CHARS;

    private final Classifier classifier = new Classifier(Catalogue.shipped());
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TestFactory
    Stream<DynamicTest> judgingTakesBoundedMemory() {
        return MegabyteReplies.all().entrySet().stream()
                .map(reply -> DynamicTest.dynamicTest(reply.getKey(), () -> {
                    var failure = new Refused(Stage.RCPT, SmtpReply.parse(reply.getValue()));
                    classifier.diagnose(failure, Optional.empty());
                    long before = thread.getCurrentThreadAllocatedBytes();
                    classifier.diagnose(failure, Optional.empty());
                    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(TEXT + LOOKED_AT);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatStandsBehindTheLimitIsNotLookedAt() {
        return Stream.of("x", "x ", "said ", "-> ", "550 ", "(", "'", "\u0442")
                .map(piece -> DynamicTest.dynamicTest(piece, () -> {
                    String start = "550 " + piece.repeat(NormalText.MAX_CHARS / piece.length() + 1);
                    String behind = " said: 552 5.2.2 mailbox full, user unknown, https://support.google.com/ gsmtp";
                    assertThat(classifier.diagnose(new Unexplained(start + behind), Optional.empty()))
                            .isEqualTo(classifier.diagnose(new Unexplained(start), Optional.empty()));
                }));
    }

    @Test
    void noMoreCharactersAreKeptThanLookedAt() {
        var text = "ab ".repeat(MegabyteReplies.OCTETS);
        assertThat(NormalText.of(text, 0, text.length(), 550).length()).isLessThanOrEqualTo(NormalText.MAX_CHARS + 2);
    }
}
