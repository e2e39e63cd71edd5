package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Whatever a server says, the classifier answers, and soon. */
class ClassifierFuzzTest {

    /** A fixed seed: a failure can be had again. */
    private static final long SEED = 20261121;

    private static final int ROUNDS = 20_000;

    private static final List<String> PIECES = List.of(
            "550",
            "550-",
            "5.1.1",
            "421 4.7.28",
            " ",
            "-",
            "\r\n",
            "said: ",
            "-> ",
            "host ",
            "[",
            "]",
            "]: 550",
            "(in reply to ",
            "@",
            "ann@example.org",
            "192.0.2.1",
            "::",
            "2001:db8::1",
            "...",
            ".",
            "#5.1.1",
            "user unknown",
            "over quota",
            "https://",
            "selector=",
            "._domainkey",
            "limit ",
            "999999999999999999",
            "size",
            " in ",
            " for 5",
            "é",
            "\u0000",
            "\u202E",
            "\uD83D",
            "zen.spamhaus.org",
            "gsmtp",
            "'",
            "\"",
            "<",
            ">",
            "\t",
            "x");

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    @Test
    void randomWordsNeverThrow() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            judge(text.toString());
        }
    }

    @Test
    void randomBytesNeverThrow() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            judge(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user ",
                "550 ",
                "said: 550 ",
                "-> 550 5.1.1 ",
                "(((",
                "::",
                "1.",
                "a@",
                "limit ",
                " in 1",
                "[A1",
                "https://"
            })
    void aMegabyteIsJudgedSoon(String piece) {
        var reply = SmtpReply.parse("550 " + piece.repeat((1 << 20) / piece.length()));
        // Far more than it takes; quadratic work would need minutes.
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int round = 0; round < 5; round++) {
                classifier.diagnose(new Refused(Stage.RCPT, reply), Optional.empty());
            }
        });
    }

    private void judge(String text) {
        assertThat(classifier.diagnose(new Unexplained(text), Optional.empty())).isNotNull();
        assertThat(classifier.diagnose(new Refused(Stage.DATA, SmtpReply.parse(text)), Optional.empty()))
                .isNotNull();
    }
}
