package whybounce.mailets.james;

import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.PERMANENT_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.DeliveryFailure.LocalRefusal;

/** What several recipients and odd messages bring about at one server. */
class DeliveryRowsTest {

    @Test
    void temporaryAndFinalRefusalsStayApart() throws Exception {
        try (var rig =
                new Rig().mx(Map.of("RCPT TO:<full@", "452 4.2.2 full\r\n", "RCPT TO:<bad@", "550 5.1.1 bad\r\n"))) {
            assertThat(rig.deliver("full", "bad").told()).containsExactly("full@example.org DELAYED 452 4.2.2 full");
            assertThat(rig.sentTo("bounces")).containsExactly("bad@example.org FAILED 550 5.1.1 bad");
        }
    }

    @Test
    void whoWasAcceptedHasTheReplyToTheData() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT TO:<bad@", "550 5.1.1 bad\r\n", "DATA-END", "554 5.7.1 spam\r\n"))) {
            assertThat(rig.deliver("bad", "ok").told())
                    .containsExactlyInAnyOrder(
                            "bad@example.org FAILED 550 5.1.1 bad", "ok@example.org FAILED 554 5.7.1 spam");
        }
    }

    @Test
    void all421AfterTheFirstAreTheSameClosing() throws Exception {
        try (var rig = new Rig()
                .mx(Map.of("RCPT TO:<one@", "421 4.3.2 going down\r\n", "RCPT TO:<two@", ScriptedServer.CLOSE))) {
            assertThat(rig.deliver("one", "two").told())
                    .allSatisfy(told -> assertThat(told).contains("DELAYED"))
                    .anySatisfy(told -> assertThat(told).isEqualTo("one@example.org DELAYED 421 4.3.2 going down"));
        }
    }

    @ParameterizedTest(name = "mendNotify={0}")
    @ValueSource(strings = {"true", "false"})
    void everyRecipientIsTriedWhateverItsNotify(String mend) throws Exception {
        var mail = Rig.mail("one", "two", "three");
        mail.setDsnParameters(DsnParameters.builder()
                .envId(DsnParameters.EnvId.of("QQ314159"))
                .addRcptParameter(address("one"), wish(Notify.FAILURE))
                .addRcptParameter(address("two"), wish(Notify.NEVER))
                .build()
                .orElseThrow());
        try (var rig =
                new Rig().mx(Map.of("RCPT TO:<one@", "550 5.1.1 one\r\n")).with("mendNotify", mend)) {
            var result = rig.deliver(mail);

            assertThat(result.told()).containsExactly("one@example.org FAILED 550 5.1.1 one");
            assertThat(rig.server(1).heard())
                    .contains("RCPT TO:<two@example.org> NOTIFY=NEVER", "RCPT TO:<three@example.org>")
                    .contains("MAIL FROM:<sender@example.net> ENVID=QQ314159");
        }
    }

    private static RecipientDsnParameters wish(Notify notify) {
        return RecipientDsnParameters.of(EnumSet.of(notify));
    }

    private static MailAddress address(String mailbox) throws Exception {
        return new MailAddress(mailbox + "@" + Rig.DOMAIN);
    }

    @Test
    void aMessageTooLargeForTheServerIsNotSent() throws Exception {
        var mail = Rig.mail("ann");
        mail.setMessageSize(2000);
        try (var rig = new Rig().mx(Map.of("EHLO", "250-x\r\n250 SIZE 1000\r\n"))) {
            var result = rig.deliver(mail);

            assertThat(result.state()).isEqualTo(PERMANENT_FAILURE);
            assertThat(result.told())
                    .containsExactly("ann@example.org FAILED the message has 2000 bytes, the server takes 1000");
        }
    }

    @Test
    void theOriginalRecipientComesFromOrcptAlone() throws Exception {
        var mail = Rig.mail("ann");
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(address("ann"), RecipientDsnParameters.of(new MailAddress("Ann.Alias@example.com")))
                .build()
                .orElseThrow());
        try (var rig = new Rig().mx(Map.of("RCPT", "550 no\r\n"))) {
            var original = rig.deliver(mail).outcomes().getFirst().originalRecipient();

            assertThat(original.map(o -> o.type() + ";" + o.address()))
                    .isEqualTo(Optional.of("rfc822;Ann.Alias@example.com"));
            assertThat(rig.server(1).heard()).contains("RCPT TO:<ann@example.org> ORCPT=rfc822;Ann.Alias@example.com");
        }
    }

    @Test
    void anOriginalRecipientThatIsNoXtextIsMadeOne() throws Exception {
        var mail = Rig.mail("ann");
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(address("ann"), RecipientDsnParameters.of(new MailAddress("ann+news@example.com")))
                .build()
                .orElseThrow());
        try (var rig = new Rig().mx(Map.of())) {
            rig.deliver(mail);
            assertThat(rig.server(1).heard()).contains("RCPT TO:<ann@example.org> ORCPT=rfc822;ann+2Bnews@example.com");
        }
    }

    @Test
    void aLineBreakInAnAddressIsNoCommand() throws Exception {
        var mail = Rig.mail("ann");
        mail.setRecipients(
                List.of(new MailAddress("\"a\\\r\\\nRCPT TO:<eve@example.org>\"@example.org"), address("ann")));
        try (var rig = new Rig().mx(Map.of())) {
            var result = rig.deliver(mail);
            assertThat(result.state()).isEqualTo(ExecutionState.TEMPORARY_FAILURE);
            assertThat(result.outcomes()).hasSize(1);
            assertThat(rig.server(1).heard())
                    .contains("RCPT TO:<ann@example.org>")
                    .noneMatch(line -> line.contains("eve"));
        }
    }

    @Test
    void anAddressInTheLogIsOneWord() {
        assertThat(AttemptLog.word("\"a result=delivered\"@example.org")).isEqualTo("?a?result=delivered?@example.org");
    }

    @Test
    void whoHasTheMailDoesNotGetItAgainWhenAMessageBreaksOurReading() throws Exception {
        var mail = Rig.mail("one", "two");
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(address("two"), wish(Notify.NEVER))
                .build()
                .orElseThrow());
        var readable = mail.getMessage();
        var breaking = new FakeMailThatBreaks(readable);
        mail.setMessage(breaking);
        try (var rig = new Rig().mx(Map.of()).with("mendNotify", "false")) {
            var result = rig.deliver(mail);
            assertThat(result.state()).isEqualTo(ExecutionState.TEMPORARY_FAILURE);
            assertThat(result.outcomes()).hasSize(1);
            assertThat(rig.server(1).heard().stream().filter("."::equals)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aStoreThatFailsIsNoBrokenConnection() throws Exception {
        var mail = Rig.mail("ann");
        var unreadable = (Mail) Proxy.newProxyInstance(
                Mail.class.getClassLoader(), new Class<?>[] {Mail.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getMessage")) {
                        throw new MessagingException("no blob", new ConnectException("Connection refused"));
                    }
                    return method.invoke(mail, arguments);
                });
        try (var rig = new Rig().mx(Map.of())) {
            var state = rig.delivrer().deliver(unreadable).getExecutionState();
            assertThat(state).isEqualTo(ExecutionState.TEMPORARY_FAILURE);
            assertThat(Outcomes.read(mail).getFirst().attempts().getFirst().failure())
                    .isInstanceOfSatisfying(
                            LocalRefusal.class,
                            ours -> assertThat(ours.detail()).contains("could not be read", "no blob"));
        }
    }

    /** A message that can be written once. */
    private static final class FakeMailThatBreaks extends MimeMessage {
        private boolean written;

        FakeMailThatBreaks(MimeMessage readable) throws MessagingException {
            super(readable);
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
            if (written) {
                throw new IllegalArgumentException("a bug of somebody's");
            }
            written = true;
            super.writeTo(out, ignored);
        }
    }
}
