package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.catalogue.Catalogue;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class ClassifierTest {

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 <ann@example.org>: User unknown               | RCPT        | recipient-unknown
            552 5.2.2 <ann@example.org>: mailbox full               | RCPT        | mailbox-full
            552 over quota                                          | RCPT        | mailbox-full
            552 5.2.2 try later                                     | END_OF_DATA | mailbox-full
            452 4.2.2 please try again later                        | RCPT        | mailbox-full
            552 no                                                  | RCPT        | too-many-recipients
            552 no                                                  | END_OF_DATA | message-too-large
            552 no                                                  | MAIL        | message-too-large
            550 no                                                  | MAIL        | sender-rejected
            550 5.1.1 user unknown                                  | MAIL        | sender-domain-invalid
            550 5.1.1 no                                            | MAIL        | sender-rejected
            550 5.1.1 no                                            | RCPT        | recipient-unknown
            550 no                                                  | EHLO        | helo-invalid
            554 no                                                  | STARTTLS    | tls-failed
            550 no thanks                                           | RCPT        | unknown
            550 5.0.0 no thanks                                     | RCPT        | unknown
            550 5.7.1 no thanks                                     | RCPT        | unknown
            451 4.0.0 hm                                            | RCPT        | unknown
            530 5.7.0 Must issue a STARTTLS command first           | MAIL        | tls-required
            535 5.7.8 no                                            | AUTH        | smtp-auth-failed
            530 5.7.0 Authentication required                       | MAIL        | smtp-auth-required
            521 5.3.2 mx.example.org does not accept mail           | GREETING    | domain-no-mail
            556 5.1.10 null MX                                      | RCPT        | domain-no-mail
            450 4.2.0 Greylisted, see http://postgrey.example.org   | RCPT        | greylisted
            421 4.3.2 too busy                                      | GREETING    | server-busy
            550 Benutzer unbekannt                                  | RCPT        | recipient-unknown
            550 User doesn’t exist                                  | RCPT        | recipient-unknown
            550 USER   UNKNOWN                                      | RCPT        | recipient-unknown
            550 5.2.1 Boîte aux lettres pleine                      | RCPT        | mailbox-full
            """)
    void aReplyHasItsCause(String reply, Stage stage, String cause) {
        assertThat(cause(new Refused(stage, SmtpReply.parse(reply)), "mx.example.org"))
                .isEqualTo(cause);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gmail-smtp-in.l.google.com               | 421 4.7.28 sorry                       | rate-limited
            gmail-smtp-in.l.google.com               | 550 5.7.26 sorry                       | unauthenticated
            gmail-smtp-in.l.google.com               | 550 5.7.27 sorry                       | spf-fail
            gmail-smtp-in.l.google.com               | 550 5.7.30 sorry                       | dkim-fail
            mx.example.org                           | 550 5.7.27 sorry                       | sender-domain-invalid
            mx.example.org                           | 550 5.7.30 sorry                       | requiretls-unsupported
            mx.example.org                           | 550 5.7.30 sorry - gsmtp               | dkim-fail
            MX.EXAMPLE.ORG                           | 556 5.1.10 sorry                       | domain-no-mail
            example-org.mail.protection.outlook.com. | 550 5.1.10 sorry                       | recipient-unknown
            outlook-com.olc.protection.outlook.com   | 550 5.7.515 sorry                      | unauthenticated
            mta5.am0.yahoodns.net                    | 421 4.7.0 [TSS04] deferred             | rate-limited
            mx01.mail.icloud.com                     | 550 5.1.1 inactive email address       | recipient-disabled
            notgoogle.com                            | 550 5.7.30 sorry                       | requiretls-unsupported
            """)
    void aPlatformsOwnCodesComeFirst(String host, String reply, String cause) {
        assertThat(cause(new Refused(Stage.RCPT, SmtpReply.parse(reply)), host)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            host mx.example.org[192.0.2.1] said: 550 5.1.1 sorry (in reply to RCPT TO command)      | recipient-unknown
            host mx.example.org[192.0.2.1] said: 550 sorry (in reply to MAIL FROM command)          | sender-rejected
            550 5.7.350 Remote server returned message detected as spam -> 550 5.1.1 user unknown   | recipient-unknown
            550 5.1.351 Remote server returned unknown recipient -> 552 5.2.2 over quota            | mailbox-full
            550 5.0.350 Remote server returned an error -> 421 4.7.28 sorry - gsmtp                 | rate-limited
            host mx.google.com[192.0.2.1] said: 550 5.7.30 sorry (in reply to end of DATA command)  | dkim-fail
            SMTP error from remote mail server after RCPT TO:<ann@example.org>: host mx.example.org [192.0.2.1]: 550 5.1.1 no | recipient-unknown
            Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'                | recipient-unknown
            smtp; 552 5.3.4 Message too large                                                       | message-too-large
            Too many retries failure. Bouncing. No more retrying the mail I initially received.     | delivery-expired
            connect to mx.example.org[192.0.2.1]:25: Connection refused                             | host-unreachable
            something went wrong                                                                    | unknown
            ''                                                                                      | unknown
            """)
    void theInnermostReplyIsJudged(String text, String cause) {
        assertThat(cause(new Unexplained(text), "mx.example.net")).isEqualTo(cause);
    }

    @ParameterizedTest
    @MethodSource
    void linesAreReadAsOneSentence(String reply, String cause) {
        assertThat(cause(new Refused(Stage.END_OF_DATA, SmtpReply.parse(reply)), "mx.example.org"))
                .isEqualTo(cause);
    }

    static Stream<Arguments> linesAreReadAsOneSentence() {
        return Stream.of(
                Arguments.of(
                        "550-5.7.26 This mail is not accepted due to domain's\r\n550-5.7.26 DMARC\r\n550 5.7.26 policy",
                        "dmarc-fail"),
                Arguments.of("550-User\r\n550 unknown", "recipient-unknown"),
                Arguments.of("550 please try 550-5.1.1 another. User 550 5.1.1 unknown", "recipient-unknown"),
                Arguments.of("550-mailbox\n550-is\n550 full", "mailbox-full"));
    }

    @ParameterizedTest
    @MethodSource
    void aSessionHasItsCause(DeliveryFailure failure, String cause) {
        assertThat(cause(failure, "mx.example.org")).isEqualTo(cause);
    }

    static Stream<Arguments> aSessionHasItsCause() {
        return Stream.of(
                Arguments.of(new Unreachable(Unreachable.Why.REFUSED), "host-unreachable"),
                Arguments.of(new Unreachable(Unreachable.Why.TIMED_OUT), "host-unreachable"),
                Arguments.of(new NoRoute("example.org", NoRoute.Why.NO_SUCH_DOMAIN), "domain-not-found"),
                Arguments.of(new NoRoute("example.org", NoRoute.Why.MX_WITHOUT_ADDRESS), "dns-failure"),
                Arguments.of(new NoRoute("example.org", NoRoute.Why.NULL_MX), "domain-no-mail"),
                Arguments.of(new NoRoute("example.org", NoRoute.Why.SERVFAIL), "dns-failure"),
                Arguments.of(new NoRoute("example.org", NoRoute.Why.TIMED_OUT), "dns-failure"),
                Arguments.of(new TlsFailed("certificate", Optional.empty()), "tls-failed"),
                Arguments.of(new TlsFailed("refused", Optional.of(SmtpReply.of(454, "4.7.0 no"))), "tls-failed"),
                Arguments.of(new TlsFailed("refused", Optional.of(SmtpReply.of(421, "no"))), "tls-failed"),
                Arguments.of(new Broken(Stage.DATA, Broken.How.CLOSED, Optional.empty()), "connection-lost"),
                Arguments.of(broken("421 no"), "connection-lost"),
                Arguments.of(broken("550-User unknown"), "recipient-unknown"),
                Arguments.of(broken("554 blocked using zen.spamhaus.org"), "ip-blocklisted"),
                Arguments.of(new LocalRefusal(LocalRefusal.What.TOO_LARGE, ""), "message-too-large"),
                Arguments.of(new LocalRefusal(LocalRefusal.What.NO_SMTPUTF8, ""), "smtputf8-unsupported"),
                Arguments.of(new LocalRefusal(LocalRefusal.What.NO_REQUIRETLS, ""), "requiretls-unsupported"),
                Arguments.of(new LocalRefusal(LocalRefusal.What.FAULT, ""), "local-failure"));
    }

    private static Broken broken(String reply) {
        return new Broken(Stage.RCPT, Broken.How.CLOSED, Optional.of(SmtpReply.parse(reply)));
    }

    private String cause(DeliveryFailure failure, String host) {
        var attempt = new Attempt(Instant.EPOCH, Duration.ZERO, Optional.of(Peer.mx(host, "192.0.2.25")), failure);
        return classifier
                .diagnose(attempt)
                .best()
                .map(finding -> finding.cause().id())
                .orElse("unknown");
    }

    @ParameterizedTest
    @EnumSource(NoRoute.Why.class)
    void neverBlamesTheRecipientForASmartHostThatIsNotFound(NoRoute.Why why) {
        var smartHost = new Peer("smart.example.com", Optional.empty(), 25, Peer.Role.SMART_HOST);
        assertThat(classifier
                        .diagnose(new NoRoute("smart.example.com", why), Optional.of(smartHost))
                        .best())
                .hasValueSatisfying(finding -> assertThat(finding.cause().id()).isEqualTo("local-failure"));
    }
}
