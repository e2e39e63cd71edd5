package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class PastedTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                argumentSet("one line", "550 5.1.1 unknown", at(Stage.END_OF_DATA, "550 5.1.1 unknown")),
                argumentSet("break written as \\n", "550-a\\n550 b", at(Stage.END_OF_DATA, "550-a\n550 b")),
                argumentSet("break written as \\r\\n", "550-a\\r\\n550 b", at(Stage.END_OF_DATA, "550-a\n550 b")),
                argumentSet(
                        "line of a Postfix log",
                        "host mx.example.org[192.0.2.1] said: 550 5.1.1 unknown (in reply to RCPT TO command)",
                        at(Stage.RCPT, "550 5.1.1 unknown")),
                argumentSet(
                        "end of DATA in a Postfix log",
                        "said: 554 5.7.1 spam (in reply to end of DATA command)",
                        at(Stage.END_OF_DATA, "554 5.7.1 spam")),
                argumentSet("type in front", "smtp; 550 5.1.1 unknown", at(Stage.END_OF_DATA, "550 5.1.1 unknown")),
                argumentSet("no code at all", "mailbox full", new Unexplained("mailbox full")),
                argumentSet("address is no code", "192.0.250.1 is listed", new Unexplained("192.0.250.1 is listed")),
                argumentSet("empty", "", new Unexplained("")));
    }

    private static DeliveryFailure at(Stage stage, String reply) {
        return new Refused(stage, SmtpReply.parse(reply));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void reads(String text, DeliveryFailure expected) {
        assertThat(Pasted.argument(text).failure(Optional.empty())).isEqualTo(expected);
    }

    @Test
    void aGivenStageWins() {
        var pasted = Pasted.argument("said: 550 no (in reply to RCPT TO command)");
        assertThat(pasted.failure(Optional.of(Stage.DATA))).isEqualTo(at(Stage.DATA, "550 no"));
    }

    @Test
    void bytesOfAFileAreKept() {
        byte[] latin1 = {'5', '5', '0', ' ', (byte) 0xe9, '\r', '\n'};
        assertThat(Pasted.read(latin1).reply()).isEqualTo(SmtpReply.parse(latin1));
    }
}
