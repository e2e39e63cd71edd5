package whybounce.mailets.james;

import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.PERMANENT_FAILURE;
import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.SUCCESS;
import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.TEMPORARY_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.Peer.Role;

/** What several servers, several recipients and the DNS bring about. */
class DeliveryRowsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NXDOMAIN             |                          |PERMANENT_FAILURE|no server for example.org: no such domain",
                "no MX and no address |TXT x                     |PERMANENT_FAILURE|no server for example.org: no such domain",
                "null MX              |MX 0 .                    |PERMANENT_FAILURE|no server for example.org: null mx",
                "MX without address   |MX 5 nowhere.example.org  |PERMANENT_FAILURE|no server for example.org: mx without address",
                "MX not to be asked   |MX 5 broken.example.org   |TEMPORARY_FAILURE|no server for example.org: servfail",
                "SERVFAIL             |SERVFAIL                  |TEMPORARY_FAILURE|no server for example.org: servfail",
                "silent DNS           |TIMED_OUT                 |TEMPORARY_FAILURE|no server for example.org: timed out"
            })
    void dnsFailuresAreToldApart(String name, String record, ExecutionState state, String said) throws Exception {
        try (var rig = new Rig().dns("broken.example.org", "SERVFAIL")) {
            if (record != null) {
                rig.dns(Rig.DOMAIN, record);
            }
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(state);
            assertThat(result.told()).singleElement().asString().endsWith(said);
        }
    }

    @Test
    void aClosedPortIsNamedWithHostAndPort() throws Exception {
        try (var rig = new Rig().dns(Rig.DOMAIN, "A 127.0.0.9").with("portMap", "127.0.0.9=1")) {
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(result.told()).containsExactly("ann@example.org DELAYED no connection: refused");
            var attempt = result.outcomes().getFirst().attempts().getFirst();
            assertThat(attempt.peer()).hasValueSatisfying(peer -> {
                assertThat(peer.address()).hasValue("127.0.0.9");
                assertThat(peer.port()).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest(name = "{0} at the first")
    @ValueSource(strings = {"421 4.7.28 slow", "554 5.7.1 not you"})
    void theNextServerIsTriedAfterABadGreeting(String greeting) throws Exception {
        try (var rig = new Rig().mx(Map.of("GREETING", greeting + "\r\n")).mx(Map.of())) {
            assertThat(rig.deliver("ann").state()).isEqualTo(SUCCESS);
            assertThat(rig.server(2).heard()).contains("DATA");
        }
    }

    @Test
    void theNextServerIsNotTriedWhereThatIsSwitchedOff() throws Exception {
        try (var rig =
                new Rig().mx(Map.of("GREETING", "421 slow\r\n")).mx(Map.of()).with("mendNextServer", "false")) {
            assertThat(rig.deliver("ann").state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(rig.server(2).heard()).isEmpty();
        }
    }

    @Test
    void oneServerThatRefusesForGoodIsNotAllServers() throws Exception {
        try (var rig = new Rig().mx(Map.of("GREETING", "421 slow\r\n")).mx(Map.of("GREETING", "554 no\r\n"))) {
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(result.outcomes().getFirst().attempts()).hasSize(2);
        }
    }

    @Test
    void anAnswerToTheMessageEndsTheSearch() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", "550 5.1.1 no\r\n")).mx(Map.of())) {
            assertThat(rig.deliver("ann").state()).isEqualTo(PERMANENT_FAILURE);
            assertThat(rig.server(2).heard()).isEmpty();
        }
    }

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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"RCPT,550 5.7.1 relaying denied", "RCPT,452 4.5.3 too many", "MAIL,530 5.7.0 authenticate"})
    void aGatewayThatRefusesIsOurs(String command, String reply) throws Exception {
        try (var rig = new Rig().mx(Map.of(command, reply + "\r\n"))) {
            rig.with("gateway", "127.0.0.2")
                    .with("gatewayPort", String.valueOf(rig.server(1).port()));
            var attempt = rig.deliver("ann").outcomes().getFirst().attempts().getFirst();

            assertThat(attempt.peer().orElseThrow().role()).isEqualTo(Role.SMART_HOST);
            assertThat(Wording.of(attempt.failure())).isEqualTo(reply);
        }
    }

    @Test
    void aGatewayThatRefusesOurPassword() throws Exception {
        try (var rig =
                new Rig().mx(Map.of("EHLO", "250-x\r\n250 AUTH PLAIN\r\n", "AUTH", "535 5.7.8 wrong password\r\n"))) {
            rig.with("gateway", "127.0.0.2:" + rig.server(1).port())
                    .with("gatewayUsername", "relay")
                    .with("gatewayPassword", "secret");
            var result = rig.deliver("ann");

            assertThat(result.told()).containsExactly("ann@example.org FAILED 535 5.7.8 wrong password");
        }
    }

    @Test
    void aGatewayWithoutAddressLosesNoMail() throws Exception {
        try (var rig = new Rig().with("gateway", "nowhere.example.net")) {
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(result.outcomes()
                            .getFirst()
                            .attempts()
                            .getFirst()
                            .peer()
                            .orElseThrow()
                            .role())
                    .isEqualTo(Role.SMART_HOST);
        }
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
    void aNullSenderIsNotToldAndCounted() throws Exception {
        var mail = FakeMail.builder()
                .name("Mail2")
                .sender(MaybeSender.nullSender())
                .recipients("one@example.org", "two@example.org")
                .mimeMessage(Rig.mail("one").getMessage())
                .build();
        try (var rig = new Rig().mx(Map.of("RCPT TO:<one@", "550 no\r\n", "RCPT TO:<two@", "450 wait\r\n"))) {
            rig.deliver(mail);

            assertThat(rig.context.getSentMails()).isEmpty();
            assertThat(rig.metrics.countFor("whybounce.dropped")).isEqualTo(1);
        }
    }

    @Test
    void aDelayIsToldOnce() throws Exception {
        try (var rig = new Rig()
                .mx(Map.of("RCPT", "450 4.2.0 wait\r\n"))
                .with("delayProcessor", "delays")
                .with("delayAfter", "0 sec")) {
            var mail = Rig.mail("ann");
            rig.deliver(mail);
            rig.deliver(mail);

            assertThat(rig.sentTo("delays")).containsExactly("ann@example.org DELAYED 450 4.2.0 wait");
            assertThat(Outcomes.read(mail).getFirst().attempts()).hasSize(2);
            assertThat(Outcomes.read(mail).getFirst().retryUntil()).isPresent();
        }
    }

    @Test
    void aDelayIsNotToldBeforeItsTime() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", "450 wait\r\n")).with("delayProcessor", "delays")) {
            rig.deliver("ann");

            assertThat(rig.context.getSentMails()).isEmpty();
        }
    }

    @Test
    void attemptsAreKeptFromTheBeginningAndFromTheEnd() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", "450 wait\r\n"))) {
            var mail = Rig.mail("ann");
            rig.deliver(mail);
            var first = Outcomes.read(mail).getFirst().attempts().getFirst();
            for (int retry = 0; retry < History.FIRST + History.LAST; retry++) {
                rig.deliver(mail);
            }

            assertThat(Outcomes.read(mail).getFirst().attempts())
                    .hasSize(History.FIRST + History.LAST)
                    .startsWith(first);
        }
    }

    @Test
    void whatJamesGivesUpIsAFailureWithItsAttempts() throws Exception {
        try (var rig = new Rig().mx(Map.of("GREETING", "421 4.7.28 slow\r\n"))) {
            var mail = Rig.mail("ann");
            rig.deliver(mail);
            rig.bouncer().bounce(mail, new Exception("Too many retries failure. Bouncing after 3 retries."));

            assertThat(rig.sentTo("bounces")).containsExactly("ann@example.org FAILED 421 4.7.28 slow");
            assertThat(Outcomes.read(mail).getFirst().expired()).isTrue();
            assertThat(mail.getAttribute("delivery-error")).isEqualTo("421 4.7.28 slow");
            assertThat(mail.getAttribute("delivery-error-code")).isEqualTo(421);
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
