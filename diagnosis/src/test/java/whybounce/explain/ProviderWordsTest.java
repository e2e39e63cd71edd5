package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Provider;
import whybounce.catalogue.Words;
import whybounce.classify.Classifier;
import whybounce.explain.Reader.Kind;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** The shipped words of providers that need other advice. */
class ProviderWordsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Classifier CLASSIFIER = new Classifier(CATALOGUE);
    private static final Explainer EXPLAINER = new Explainer(CATALOGUE);

    private static final Pattern LINK = Pattern.compile("https://(\\S+)");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            aspmx.l.google.com                      | 421 4.7.28 Gmail has detected an unusual rate of unsolicited email originating from your IP address. - gsmtp | https://support.google.com/mail/contact/bulk_send_new
            aspmx.l.google.com                      | 550 5.7.40 the sending domain doesn't have a DMARC record - gsmtp                    | publish one
            aspmx.l.google.com                      | 552 5.2.2 The recipient's inbox is out of storage space and inactive. - gsmtp          | treat the address as closed
            aspmx.l.google.com                      | 421 4.7.0 IP not in whitelist for RCPT domain, closing connection. - gsmtp             | It is no judgement about us
            mx.other.example                        | 552 5.2.2 mailbox is full                                                             | worth one further try
            outlook-com.olc.protection.outlook.com  | 550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. part of their network is on our block list (S3150). | https://olcsupport.office.com/
            ab.mail.protection.outlook.com          | 550 5.7.606 Access denied, banned sending IP [192.0.2.1]                              | https://sender.office.com/
            ab.mail.protection.outlook.com          | 550 5.7.705 Access denied, tenant has exceeded threshold                              | the whole tenant
            mx00.t-online.de                        | 554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact tosa@example.net to clarify.) (BL) | https://postmaster.t-online.de/
            mx00.gmx.net                            | 554-No SMTP service\\n554 IP address is block listed.                                  | https://postmaster.gmx.com/en/error-messages
            mx01.mail.icloud.com                    | 554 5.7.1 [CS01] Message rejected due to local policy.                                | icloudadmin@apple.com
            mx1.comcast.net                         | 554 192.0.2.1 Comcast block for spam.                                                 | https://postmaster.comcast.net/mail-error-codes.html
            mx1.comcast.net                         | 554 192.0.2.1 Comcast BL000001 blocked                                                | 1 for Spamhaus ZEN
            cxr.mx.a.cloudfilter.net                | 554 cox 192.0.2.1 not allowed. AUP#CXBL                                               | the code AUP#CXBL
            smtp-in.orange.fr                       | 550 Client host blocked for spamming issues. OFR006_102 [102]                         | Behind the code OFR006_102
            mx1.free.fr                             | 550 Too many spams from your IP (192.0.2.1), please visit http://postmaster.free.fr/  | Free has blocked
            mxs.mail.ru                             | 550 spam message rejected. Please visit http://help.mail.ru/notspam-support           | https://help.mail.ru/
            mx.yandex.ru                            | 554 5.7.1 Blocked by spam statistics                                                  | https://yandex.com/support/mail/bounces
            mx1.iphmx.com                           | 554 rejected due to the sending MTA's poor reputation                                 | https://talosintelligence.com/
            d1.ess.barracudanetworks.com            | 554 Client host [192.0.2.1] blocked using Barracuda Reputation                        | https://www.barracudacentral.org/lookups
            smtp.secureserver.net                   | 554 This IP address is listed on the Spamhaus Block List (SBL). IB104                 | IB104 Spamhaus SBL
            mx1.emailsrvr.com                       | 451 4.7.1 Received too many messages from a new or untrusted IP: 192.0.2.1 (G28)      | raise the volume
            mfsmax.docomo.ne.jp                     | 550 Unknown user ann@example.org                                                      | Do not suppress the address
            mx.zoho.com                             | 552 5.1.1 <ann@example.org> Mailbox delivery failure policy error                     | neither a full mailbox nor an unknown one
            mta5.am0.yahoodns.net                   | 421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred due to unexpected volume or user complaints | page.\\nhttps://senders.yahooinc.com/smtp-error-codes
            """)
    void aProviderHasAdviceOfItsOwn(String host, String reply, String said) {
        var told = told(host, reply.replace("\\n", "\n"), Kind.POSTMASTER);
        assertThat(told.happened() + "\n" + String.join("\n", told.steps())).contains(said.replace("\\n", "\n"));
    }

    @Test
    void aSenderIsToldWhatTheRecipientCanDoThere() {
        assertThat(told(
                                "aspmx.l.google.com",
                                "452 4.2.2 The recipient's inbox is out of storage space. - gsmtp",
                                Kind.OWN_SENDER)
                        .steps())
                .anyMatch(step -> step.contains("files in Drive"));
    }

    static Stream<String> variants() {
        var providers = CATALOGUE.providers().stream().map(Provider::id).toList();
        return CATALOGUE.causes().stream()
                .map(Cause::id)
                .flatMap(cause -> words(cause).variants().keySet().stream()
                        .filter(providers::contains)
                        .sorted()
                        .map(provider -> cause + "/" + provider));
    }

    /** A link of ours leads to the pages of the provider itself. */
    @ParameterizedTest
    @MethodSource("variants")
    void aLinkLeadsToTheProvider(String name) {
        var parts = name.split("/", 2);
        var words = words(parts[0]).where(Optional.empty(), Optional.of(parts[1]));
        var text = words.toString().replaceFirst("variants=.*", "");
        var own = CATALOGUE.providers().stream()
                .filter(provider -> provider.id().equals(parts[1]))
                .flatMap(provider -> provider.links().stream())
                .map(link -> domain(link))
                .toList();
        assertThat(LINK.matcher(text).results().map(link -> domain(link.group(1))))
                .allMatch(host -> own.contains(host) || OWN_PAGES.contains(host));
    }

    /** Pages of a provider that no reply links to. */
    private static final List<String> OWN_PAGES = List.of("office.com", "gmx.com");

    /** The last two labels of a link's host. */
    private static String domain(String link) {
        var host = link.replaceFirst("/.*", "");
        int dot = host.lastIndexOf('.', host.lastIndexOf('.') - 1);
        return host.substring(dot + 1);
    }

    private static Words words(String cause) {
        return CATALOGUE.words(cause, Locale.ENGLISH);
    }

    private static Explanation told(String host, String reply, Kind kind) {
        var attempt = new Attempt(
                NOON,
                Duration.ofSeconds(1),
                Optional.of(Peer.mx(host, "192.0.2.1")),
                new Refused(Stage.END_OF_DATA, SmtpReply.parse(reply)));
        var outcome = new RecipientOutcome(
                "ann@example.org",
                Optional.empty(),
                Action.FAILED,
                List.of(attempt),
                NOON.minusSeconds(60),
                Optional.empty());
        return EXPLAINER.explain(
                outcome, CLASSIFIER.diagnose(attempt), List.of(), new Reader(kind, Locale.ENGLISH, "bob@example.com"));
    }
}
