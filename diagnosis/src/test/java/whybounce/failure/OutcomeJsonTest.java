package whybounce.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.reply.SmtpReply;

class OutcomeJsonTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final SmtpReply NO = SmtpReply.parse("550-5.7.26 one\r\n550 5.7.26 two\r\n");

    // One seed, so that a failing run can be repeated.
    private static final long SEED = 20261121;
    private static final int BROKEN_TEXTS = 3000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void everyFailureComesBackEqual(String name, DeliveryFailure failure) {
        var outcomes = List.of(outcome("ann@example.org", Action.FAILED, attempt(failure)));

        assertThat(OutcomeJson.read(OutcomeJson.write(outcomes))).isEqualTo(outcomes);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("refused in two lines", new Refused(Stage.END_OF_DATA, NO)),
                Arguments.of("refused without a byte", new Refused(Stage.GREETING, SmtpReply.parse(""))),
                Arguments.of("every byte there is", new Refused(Stage.RCPT, SmtpReply.parse(everyByte()))),
                Arguments.of("bare line ends", new Refused(Stage.RCPT, SmtpReply.parse("550-a\n550-b\r550 c"))),
                Arguments.of("unreachable", new Unreachable(Unreachable.Why.REFUSED)),
                Arguments.of("no route", new NoRoute("example.org", NoRoute.Why.NULL_MX)),
                Arguments.of(
                        "no address",
                        new NoRoute(
                                "example.org",
                                NoRoute.Why.MX_WITHOUT_ADDRESS,
                                List.of("mx1.example.org", "mx2.example.org"))),
                Arguments.of("TLS failed, unsaid", new TlsFailed("\"quoted\" \u202e\u0000", Optional.empty())),
                Arguments.of("TLS failed, said", new TlsFailed("refused", Optional.of(NO))),
                Arguments.of("closed", new Broken(Stage.DATA, Broken.How.CLOSED, Optional.empty())),
                Arguments.of("half a reply", new Broken(Stage.MAIL, Broken.How.TIMED_OUT, Optional.of(NO))),
                Arguments.of("ours", new LocalRefusal(LocalRefusal.What.TOO_LARGE, "10 of 5")),
                Arguments.of("words only", new Unexplained("Too many retries")));
    }

    @Test
    void whatIsOptionalComesBack() {
        var outcome = new RecipientOutcome(
                "ann@example.org",
                Optional.of(new OriginalRecipient("rfc822", "Ann+2Bx@example.org")),
                Action.DELAYED,
                List.of(
                        new Attempt(NOON, Duration.ZERO, Optional.empty(), new Unexplained("x")),
                        attempt(new Unreachable(Unreachable.Why.TIMED_OUT))),
                NOON,
                Optional.of(NOON.plusSeconds(7)));

        assertThat(OutcomeJson.read(OutcomeJson.write(List.of(outcome)))).containsExactly(outcome);
    }

    @Test
    void anAttemptThatRecipientsShareStandsOnce() {
        var shared = attempt(new Refused(Stage.MAIL, NO));
        var text = OutcomeJson.write(List.of(
                outcome("ann@example.org", Action.FAILED, shared), outcome("bob@example.org", Action.FAILED, shared)));

        assertThat(text).containsOnlyOnce("refused");
        assertThat(OutcomeJson.read(text)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"v\":2}",
                "{\"v\":1,\"recipients\":[{}]}",
                "{\"v\":1,\"recipients\":[[]]}"
            })
    void whatIsNoOutcomeIsRead(String text) {
        assertThat(OutcomeJson.read(text)).isEmpty();
    }

    @Test
    void unknownFieldsArePassedOver() {
        var text = OutcomeJson.write(List.of(outcome("ann@example.org", Action.FAILED)));

        assertThat(OutcomeJson.read("{\"new\":{\"a\":[{}]}," + text.substring(1)))
                .hasSize(1);
    }

    @Test
    void neverThrowsOnABrokenText() {
        var random = new Random(SEED);
        var whole = OutcomeJson.write(List.of(
                outcome("ann@example.org", Action.FAILED, attempt(new Refused(Stage.RCPT, NO))),
                outcome("bob@example.org", Action.FAILED, attempt(new NoRoute("example.org", NoRoute.Why.SERVFAIL)))));
        for (int i = 0; i < BROKEN_TEXTS; i++) {
            var text = broken(whole, random);
            assertThatCode(() -> OutcomeJson.read(text)).as(text).doesNotThrowAnyException();
        }
    }

    private static String broken(String whole, Random random) {
        var bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
        for (int hits = random.nextInt(4); hits >= 0; hits--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new String(bytes, 0, random.nextInt(bytes.length + 1), StandardCharsets.ISO_8859_1);
    }

    private static byte[] everyByte() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static Attempt attempt(DeliveryFailure failure) {
        return new Attempt(NOON, Duration.ofMillis(40), Optional.of(Peer.mx("mx1.example.org", "192.0.2.1")), failure);
    }

    private static RecipientOutcome outcome(String recipient, Action action, Attempt... attempts) {
        return new RecipientOutcome(recipient, Optional.empty(), action, List.of(attempts), NOON, Optional.empty());
    }
}
