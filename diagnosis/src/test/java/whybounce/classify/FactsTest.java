package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.catalogue.Catalogue;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class FactsTest {

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(delimiter = '|', textBlock = """
            554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org       | address     | 192.0.2.7
            554 5.7.1 blocked using zen.spamhaus.org; ip=192.0.2.7                 | address     | 192.0.2.7
            550 5.7.1 192.0.2.7:4711 is on our block list                          | address     | 192.0.2.7
            550 5.7.25 [2001:db8::7] has no PTR record                             | address     | 2001:db8::7
            550 5.7.25 [2001:DB8:0:0:0:0:0:7] has no PTR record                    | address     | 2001:db8:0:0:0:0:0:7
            554 5.7.1 blocked using zen.spamhaus.org; 127.0.0.4                    | address     |
            554 5.7.1 your ip is blocked, says 192.0.2.25                          | address     |
            554 5.7.1 your ip 1.2.3.4.5 is blocked                                 | address     |
            554 5.7.1 your ip 300.1.1.1 is blocked at 12:30:45                     | address     |
            554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org       | list        | Spamhaus ZEN
            554 5.7.1 blocked, see https://www.spamhaus.org/query/ip/192.0.2.7     | list        | Spamhaus
            554 5.7.1 Client host [192.0.2.7] blocked using bl.spamcop.net         | list        | SpamCop
            554 5.7.1 Sender blocked using dbl.spamhaus.org                        | list        | Spamhaus DBL
            550 5.7.20 bad DKIM signature, selector=mail2026                       | selector    | mail2026
            550 5.7.20 bad DKIM signature: no key at mail._domainkey.example.com   | selector    | mail
            552 5.3.4 Message size exceeds fixed maximum message size (10485760)   | limit       | 10.5 MB
            552 5.3.4 message size 18876259 exceeds size limit 512000 of server    | limit       | 512 kB
            552 5.3.4 message too large, at most: limit 25 MB                      | limit       | 25 MB
            552 5.3.4 Message size exceeds limit                                   | limit       |
            450 4.2.0 Greylisted, please retry in 5 minutes                        | retry_after | 5 minutes
            450 4.2.0 Greylisted for 1 min                                         | retry_after | 1 minute
            450 4.2.0 Greylisted, come back in 999999999999999999999 seconds       | retry_after |
            450 4.2.0 Greylisted, please come back in 00:05:00                     | retry_after | 5 minutes
            450 4.2.0 Greylisted, please come back in 01:00:00                     | retry_after | 1 hour
            450 4.2.0 Greylisted, please come back in 00:00:50                     | retry_after | 50 seconds
            552 5.3.4 message too large, size limit 10,485,760 bytes               | limit       | 10.5 MB
            552 Die Nachricht ist zu groß, maximale Größe 20 MB                      | limit       | 20 MB
            550 5.7.20 bad signature d=example.com; s=mail2026                     | selector    | mail2026
            550 5.7.20 bad signature; d=example.com; s=mail2026                    | named_domain | example.com
            550 5.7.509 Access denied, sending domain [EXAMPLE.COM] does not pass DMARC verification | named_domain | example.com
            550 5.7.26 Unauthenticated email from example.com is not accepted      | named_domain | example.com
            550 5.7.1 rejected by DMARC policy for example.com.                    | named_domain | example.com
            550 5.7.1 your domain is not welcome: DMARC policy                     | named_domain |
            550 5.7.1 your ip is blocked (S3150)                                   | reference   | S3150
            550 5.7.1 your ip [192.0.2.7] is blocked                               | reference   |
            """)
    void aReplyNamesFacts(String reply, String name, String value) {
        assertThat(facts(reply, "mx.example.org").get(name)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            smtp-in.orange.fr                      | 550 Client host blocked for spamming issues. OFR006_102 [102]               | OFR006_102
            smtp-in.orange.fr                      | 550 5.1.1 Invalid recipient. OFR_416 [416]                                  | OFR_416
            smtpz4.laposte.net                     | 550 5.5.0 Invalid recipient. LPN007_416                                     | LPN007_416
            smtp.secureserver.net                  | 554 This IP address is listed on the Policy Block List (PBL). IB106         | IB106
            smtp.secureserver.net                  | 554 RIB106 IBIS refused by the list of IP addresses: blocked IP             |
            mx0.charter.net                        | 554 192.0.2.7 refused. AUP#I-1130                                           | AUP#I-1130
            cxr.mx.a.cloudfilter.net               | 554 cox 192.0.2.7 not allowed. AUP#CXBL                                     | AUP#CXBL
            mx1.comcast.net                        | 554 192.0.2.7 Comcast BL000001 blocked                                      | BL000001
            163mx01.mxmail.netease.com             | 554 DT:SPM 163 mx1,EXAMPLE                                                  | DT:SPM
            outlook-com.olc.protection.outlook.com | 550 SC-001 (COL0-MC1-F1) messages from 192.0.2.7 weren't sent               | SC-001
            outlook-com.olc.protection.outlook.com | 550 5.7.1 part of their network is on our block list (S3150)                | S3150
            mta5.am0.yahoodns.net                  | 421 4.7.0 [TSS04] deferred due to user complaints                           | TSS04
            mx1.emailsrvr.com                      | 451 4.7.1 too many messages from a new or untrusted IP (Z27/6DC2420) (G28)  | G28
            mx01.mail.icloud.com                   | 554 5.7.1 [CS01] Message rejected due to local policy.                      | CS01
            msgin.vvv.facebook.com                 | 554 5.7.1 POL-P1 refused                                                    | POL-P1
            """)
    void aPlatformsOwnCodeIsNamed(String host, String reply, String reference) {
        assertThat(facts(reply, host).get("reference")).isEqualTo(reference);
    }

    @ParameterizedTest
    @MethodSource
    void onlyThePlatformsOwnLinksAreKept(String host, String reply, Optional<String> link) {
        assertThat(Optional.ofNullable(facts(reply, host).get("link"))).isEqualTo(link);
    }

    static Stream<Arguments> onlyThePlatformsOwnLinksAreKept() {
        String google = "gmail-smtp-in.l.google.com";
        return Stream.of(
                Arguments.of(
                        google,
                        "550 5.7.26 see https://support.google.com/mail/?p=X. - gsmtp",
                        Optional.of("https://support.google.com/mail/?p=X")),
                Arguments.of(google, "550 5.7.26 see http://support.google.com/mail", Optional.empty()),
                Arguments.of(google, "550 5.7.26 see https://support.google.com.example.net/mail", Optional.empty()),
                Arguments.of(google, "550 5.7.26 see https://example.net/support.google.com/", Optional.empty()),
                Arguments.of(
                        google,
                        "550 5.7.26 see https://support.google.com/a\"onclick=b",
                        Optional.of("https://support.google.com/a")),
                Arguments.of(
                        "mx.yandex.ru",
                        "554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1669370514-Ab",
                        Optional.of("https://ya.cc/1IrBc")),
                Arguments.of(
                        "mx.yandex.ru", "554 5.7.1 suspicion of SPAM; https://ya.cc.example.net/1", Optional.empty()),
                Arguments.of(
                        "smtp.secureserver.net",
                        "550 5.1.1 Recipient not found. <https://www.secureserver.net/help/fix-40685>",
                        Optional.of("https://www.secureserver.net/help/fix-40685")),
                Arguments.of(
                        "x.mail.protection.outlook.com",
                        "550 5.7.606 Access denied, banned sending IP. https://sender.office.com/ AS1",
                        Optional.of("https://sender.office.com/")),
                Arguments.of(
                        "mxs.mail.ru",
                        "550 5.7.1 owner DMARC policy https://help.mail.ru/mail-help/postmaster/dmarc",
                        Optional.of("https://help.mail.ru/mail-help/postmaster/dmarc")),
                Arguments.of("mxs.mail.ru", "550 owner DMARC policy https://support.google.com/mail", Optional.empty()),
                Arguments.of("mx.example.org", "550 5.7.26 see https://support.example.net/mail", Optional.empty()));
    }

    private Map<String, String> facts(String reply, String host) {
        var refused = new Refused(Stage.RCPT, SmtpReply.parse(reply));
        return classifier
                .diagnose(refused, Optional.of(Peer.mx(host, "192.0.2.25")))
                .best()
                .map(Finding::facts)
                .orElse(Map.of("nothing", "known"));
    }
}
