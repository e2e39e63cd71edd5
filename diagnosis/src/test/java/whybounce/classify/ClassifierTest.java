package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class ClassifierTest {

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 <ann@example.org>: User unknown | recipient-unknown
            552 5.2.2 mailbox full                    | mailbox-full
            host mx.example.org[192.0.2.1] said: 550 5.1.1 sorry (in reply to RCPT TO command) | recipient-unknown
            550 no thanks                             | unknown
            """)
    void aReplyHasItsCause(String reply, String cause) {
        var diagnosis = classifier.diagnose(new Refused(Stage.RCPT, SmtpReply.parse(reply)), Optional.empty());
        assertThat(diagnosis.best().map(finding -> finding.cause().id()).orElse("unknown"))
                .isEqualTo(cause);
    }
}
