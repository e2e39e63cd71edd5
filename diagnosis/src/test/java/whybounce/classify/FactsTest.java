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
            550 5.7.1 your ip is blocked (S3150)                                   | reference   | S3150
            550 5.7.1 your ip [192.0.2.7] is blocked                               | reference   |
            """)
    void aReplyNamesFacts(String reply, String name, String value) {
        assertThat(facts(reply, "mx.example.org").get(name)).isEqualTo(value);
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
