package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
            554 5.7.1 Your server is blocked, IP:192.0.2.7                         | address     | 192.0.2.7
            554 blocked:[2001:db8::7]                                              | address     | 2001:db8::7
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

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource(delimiter = '|', textBlock = """
            552 5.3.4 Message too large: message is 35 MB, allowed are 25 MB       | 25 MB
            552 5.3.4 Message too large: allowed are 25 MB, message is 35 MB       | 25 MB
            552 5.3.4 Message size 40000000 exceeds 26214400                       | 26.2 MB
            552 5.3.4 Maximum size exceeded: message is 35 MB, allowed are 25 MB   | 25 MB
            552 5.3.4 Message size limit exceeded: 40000000 > 26214400             | 26.2 MB
            552 5.3.4 Message size limit exceeded: 35 MB                           |
            552 5.3.4 Maximum message size exceeded (40000000)                     |
            552 5.3.4 Message size limit (25 MB) exceeded                          | 25 MB
            552 5.3.4 Message too large, 25 MB limit                               | 25 MB
            552 5.3.4 Message size 35.2 MB is larger than 25.5 MB                  | 25.5 MB
            552 5.3.4 Message too large (35 MB)                                    |
            552 5.3.4 Message size 35 MB is not allowed                            |
            552 5.3.4 Message size of 35 MB exceeds the limit                      |
            552 5.3.4 Message size exceeds the limit of 25 MB (26214400 bytes)     | 25 MB
            552 5.3.4 Message exceeds the maximum size by 10 MB                    |
            552 5.3.4 Message size limit reached, your message has 35 MB           |
            552 5.3.4 Your message (40000000 bytes) exceeded our message size limits of 35882577 bytes | 35.9 MB
            554 5.7.1 Message Rejected Class=size limit=15728640 Subclass=reject size=18571048 | 15.7 MB
            552 5.3.4 Message too large: size 9 MB, limit 5 MB of 20 MB            | 5 MB
            552 5.3.4 Message too large: maximum for a message of 35 MB is 25 MB   |
            552 5.3.4 Message size exceeds limit 10485760, id 91234567             | 10.5 MB
            552 5.3.4 Message too large, see https://example.net/limit/26214400    |
            552 5.3.4 Message too large, maximum size is 10 MB per day             |
            552 Die Nachricht ist zu groß: 35 MB, erlaubt sind 25 MB          | 25 MB
            552 Taille maximale dépassée : 35 Mo                          |
            552 Le message a une taille de 35 Mo, la taille maximale est de 25 Mo  | 25 MB
            552 El tamaño del mensaje (35 MB) supera el límite de 25 MB  | 25 MB
            552 Message size exceeds fixed maximum message size (10485760) 552 exceeds fixed maximum message size (10485760) | 10.5 MB
            """)
    void theLimitIsNotTheMessagesOwnSize(String reply, String limit) {
        assertThat(Amounts.in(text(reply)).limit()).isEqualTo(Optional.ofNullable(limit));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            450 4.7.1 more than 100 messages per 60 minutes                        |
            450 4.7.1 Too many messages: 5 in 10 seconds                           |
            450 4.7.1 Too many messages within 60 minutes. Try again later.        |
            450 4.7.1 You have exceeded the limit of messages in 1 hour            |
            450 4.7.1 You may only try 5 times in 10 seconds                       |
            450 4.7.1 You have sent 500 mails in 1 hour, please retry later        |
            450 4.7.1 Too many connections, try again in 5 minutes                 | 5 minutes
            450 4.7.1 Rate limit exceeded try again in 5 minutes                   | 5 minutes
            450 4.7.1 100 in 60 minutes is too many, come back after 30 minutes    | 30 minutes
            450 4.7.1 Greylisted, in 5 minutes you may try again                   | 5 minutes
            450 4.7.1 Greylisted; please wait 300 seconds                          | 300 seconds
            450 4.7.1 Greylisted; please wait at least 300 seconds                 | 300 seconds
            421 4.7.0 Your address is blocked for 60 minutes                       | 60 minutes
            421 4.4.2 Timeout: nothing was sent for 5 minutes                      |
            421 4.4.2 Closing after 300 seconds                                    |
            550 Message could not be delivered for 5 days                          |
            550 Delivery attempts will continue to be made for 5 days              |
            550 Retry timeout exceeded after 4 days                                |
            450 4.7.1 Try again from [192.0.2.7] in 5 minutes                      | 5 minutes
            """)
    void aWindowOfARateIsNoTimeToWait(String reply, String wait) {
        assertThat(Amounts.in(text(reply)).retryAfter()).isEqualTo(Optional.ofNullable(wait));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.2 recipient domain example.com does not exist                  |
            550 5.7.1 we do not relay for domain example.com                       |
            550 5.1.1 unknown user bob in domain example.com                       |
            550 5.4.4 no MX record for example.com                                 |
            550 Domain example.com does not accept mail                            |
            550 5.7.1 <ann@example.com>: local policy for example.com              |
            550 5.7.26 RCPT TO:<ann@example.com>: DMARC policy of example.com      |
            550 5.7.1 policy for example.org says no: DMARC                        |
            550 5.7.1 mail from <ann.b@example.com> is not welcome                 |
            550 5.1.8 sender domain example.com does not exist                     | example.com
            550 5.7.1 not accepted due to domain (example.com) owner DMARC policy  | example.com
            550 5.7.23 SPF record of example.com does not name 192.0.2.7           | example.com
            550 5.7.1 192.0.2.7 is not allowed to send mail from example.com       | example.com
            """)
    void theRecipientsDomainIsNotTheSenders(String reply, String domain) {
        String text = SmtpReply.parse(reply).text();
        var peer = Optional.of(Peer.mx("mx.example.org", "192.0.2.25"));
        assertThat(new NamedDomain(text, text.toLowerCase(Locale.ROOT), peer).domain())
                .isEqualTo(Optional.ofNullable(domain));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "(RFC5322)",
                "[RFC5322]",
                "(TLSV1_2)",
                "(IPV6)",
                "[UTF-8]",
                "(SHA256)",
                "[SMTP-550]",
                "(X509)",
                "(ECDHE-RSA-AES256-GCM-SHA384)",
                "(BASE64)",
                "(ISO-8859-1)",
                "(CRAM-MD5)",
                "(SMTPUTF8)",
                "(GMT-5)"
            })
    void theNameOfAStandardIsNoReference(String word) {
        assertThat(References.in("your ip is blocked " + word, List.of())).isEmpty();
        assertThat(References.in("your ip is blocked " + word + " (S3150)", List.of()))
                .hasValue("S3150");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Connected to 203.0.113.25 but sender 192.0.2.7 was rejected            |                        | 192.0.2.7
            203.0.113.25 does not like recipient. Client host 192.0.2.7 blocked    |                        | 192.0.2.7
            203.0.113.25 failed after I sent the message                           |                        |
            while talking to mx.example.org [203.0.113.25]: blocked                |                        |
            host mx.example.org[203.0.113.25] said: 192.0.2.7 is blocked           |                        | 192.0.2.7
            mx.example.org [203.0.113.25]: your address 192.0.2.7 is blocked       | mx.example.org         | 192.0.2.7
            [203.0.113.25] your address 192.0.2.7 is blocked                       | [203.0.113.25]         | 192.0.2.7
            Client host mail.example.com[192.0.2.7] blocked                        | mx.example.org         | 192.0.2.7
            Client host [10.0.0.7] blocked                                         |                        |
            Client host [192.168.1.7] for 192.0.2.7 blocked                        |                        | 192.0.2.7
            Client host [100.64.0.7], [172.20.0.1], [169.254.0.1], [fd00::7], [fe80::7] | mx.example.org    |
            Client host [127.0.0.1] blocked                                        | 10.0.0.25              |
            Client host [10.0.0.7] blocked                                         | 10.0.0.25              | 10.0.0.7
            """)
    void onlyTheSendersAddressIsTaken(String text, String server, String address) {
        var peer = Optional.ofNullable(server)
                .map(host ->
                        new Peer(host, Optional.of(host).filter(name -> name.startsWith("10.")), 25, Peer.Role.MX));
        assertThat(new IpAddresses(text, peer).sending()).isEqualTo(Optional.ofNullable(address));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            two of the allowed | see https://support.google.com/mail/LONG and https://support.google.com/mail/x | https://support.google.com/mail/x
            too long           | see https://support.google.com/mail/LONG                             |
            a part left out    | see https://support.google.com/mail/a,b                               |
            a comma behind     | see https://support.google.com/mail/a, then                          | https://support.google.com/mail/a
            a parameter        | see https://support.google.com/mail/a;b=c                            |
            """)
    void aLinkIsWholeOrNotThere(String what, String text, String link) {
        String reply = "550 5.7.26 " + text.replace("LONG", "a".repeat(300)) + " - gsmtp";
        assertThat(facts(reply, "gmail-smtp-in.l.google.com").get("link")).isEqualTo(link);
    }

    private static String text(String reply) {
        return SmtpReply.parse(reply).text().toLowerCase(Locale.ROOT);
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
