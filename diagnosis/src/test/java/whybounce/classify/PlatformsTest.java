package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Provider;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Who speaks is found before a code is read: by the host, by a tag in the reply, or by its wording. */
class PlatformsTest {

    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private final Classifier classifier = new Classifier(CATALOGUE);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            gmail-smtp-in.l.google.com             | google
            example-org.mail.protection.outlook.com | exchange-online
            outlook-com.olc.protection.outlook.com | outlook-com
            mta5.am0.yahoodns.net                  | yahoo
            mx01.mail.icloud.com                   | apple
            mx00.gmx.net                           | gmx
            mx00.t-online.de                       | t-online
            smtp-in.orange.fr                      | orange
            smtp-in.sfr.fr                         | sfr
            smtpz4.laposte.net                     | laposte
            mx1.free.fr                            | free
            mx1.comcast.net                        | comcast
            mx0.charter.net                        | charter
            cxr.mx.a.cloudfilter.net               | cox
            mx.b.cloudfilter.net                   | cloudmark
            ff-ip4-mx-vip1.prodigy.net             | att
            mxs.mail.ru                            | mail-ru
            mx.yandex.ru                           | yandex
            mx3.qq.com                             | tencent-qq
            163mx01.mxmail.netease.com             | netease
            mfsmax.docomo.ne.jp                    | docomo
            lsean.ezweb.ne.jp                      | kddi
            mx.zoho.com                            | zoho
            in1-smtp.messagingengine.com           | fastmail
            mx1.pphosted.com                       | proofpoint
            eu-smtp-inbound-1.mimecast.com         | mimecast
            d1.ess.barracudanetworks.com           | barracuda
            mx1.iphmx.com                          | cisco
            in.hes.trendmicro.eu                   | trend-micro
            cluster1.us.messagelabs.com            | symantec
            mx01.hornetsecurity.com                | hornetsecurity
            inbound-smtp.eu-west-1.amazonaws.com   | amazon-ses
            mx.sendgrid.net                        | sendgrid
            mxa.mailgun.org                        | mailgun
            inbound.postmarkapp.com                | postmark
            smtp.secureserver.net                  | godaddy
            mx1.emailsrvr.com                      | rackspace
            notgoogle.com                          |
            mail.example.org                       |
            """)
    void aHostIsKnown(String host, @Nullable String provider) {
        assertThat(provider(host, "550 5.1.1 unknown user")).isEqualTo(Optional.ofNullable(provider));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 no such user - gsmtp                                                   | google
            550 5.4.1 Recipient address rejected: Access denied [X.prod.protection.outlook.com] | exchange-online
            550 SC-001 refused, see http://mail.live.com/mail/troubleshooting.aspx            | outlook-com
            421 4.7.0 deferred due to user complaints, see https://postmaster.yahooinc.com/error-codes | yahoo
            554-kundenserver.de (mxeue110) Nemesis ESMTP Service not available: IP blocked     | gmx
            550 5.1.1 Invalid recipient. OFR_416 [416]                                       | orange
            550 5.5.0 Invalid recipient. LPN007_416                                          | laposte
            554 5.7.1 Client host rejected: Abus detecte GU_EIB_04                           | sfr
            550 5.1.1 user unknown (UserSearch)                                              | free
            554 192.0.2.1 Comcast block for spam.                                            | comcast
            554 192.0.2.1 not allowed. AUP#I-1000                                            | charter
            554 192.0.2.1 not allowed. AUP#CXBL                                              | cox
            550 spam message rejected. Please visit http://help.mail.ru/notspam-support      | mail-ru
            554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc          | yandex
            554 This IP address is listed on the Policy Block List (PBL). IB106              | godaddy
            550 cuda_nsu 5.1.1 <ann@example.org>... User unknown                             | barracuda
            554 blocked, see https://ipcheck.proofpoint.com/?ip=192.0.2.1                    | proofpoint
            550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550         | mimecast
            554 rejected due to the sending MTA's poor reputation                            |
            550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown            | postfix
            550 5.7.1 <ann@example.org>... Relaying denied                                   | sendmail
            550 relay not permitted                                                          | exim
            550 sorry, no mailbox here by that name (#5.1.1)                                 | qmail
            550 5.1.1 RESOLVER.ADR.RecipNotFound; not found                                  | exchange
            """)
    void theWordsGiveItAway(String reply, @Nullable String provider) {
        assertThat(provider("mail.example.org", reply)).isEqualTo(Optional.ofNullable(provider));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @CsvSource(delimiter = '|', textBlock = """
            gmail-smtp-in.l.google.com     | 550 5.7.27 no                           | spf-fail
            mail.example.org               | 550 5.7.27 no                           | sender-domain-invalid
            gmail-smtp-in.l.google.com     | 550 5.7.30 no                           | dkim-fail
            mail.example.org               | 550 5.7.30 no                           | requiretls-unsupported
            gmail-smtp-in.l.google.com     | 550 5.7.29 no                           | tls-required
            mail.example.org               | 550 5.7.29 no                           | unauthenticated
            x.mail.protection.outlook.com  | 550 5.1.10 no                           | recipient-unknown
            mail.example.org               | 556 5.1.10 no                           | domain-no-mail
            mx01.hornetsecurity.com        | 554 5.5.4 no                            | ip-low-reputation
            mail.example.org               | 554 5.5.4 no                            | protocol-error
            mx01.hornetsecurity.com        | 550 5.2.2 no                            | sender-rejected
            mail.example.org               | 552 5.2.2 no                            | mailbox-full
            mx.zoho.com                    | 552 5.1.1 Mailbox delivery failure policy error | policy-rejected
            mail.example.org               | 552 5.1.1 no                            | recipient-unknown
            x.mail.protection.outlook.com  | 550 5.4.1 no                            | recipient-unknown
            mail.example.org               | 550 5.4.1 no                            | host-unreachable
            mx3.qq.com                     | 550 Connection denied                   | ip-blocked
            """)
    void oneCodeMeansDifferentThings(String host, String reply, String cause) {
        assertThat(best(host, reply).map(finding -> finding.cause().id())).contains(cause);
    }

    static Stream<String> hosts() {
        return CATALOGUE.providers().stream().map(Provider::mx).flatMap(List::stream);
    }

    /** Two platforms with one host suffix: one of them would never be found. */
    @ParameterizedTest
    @MethodSource("hosts")
    void aSuffixLeadsToOnePlatform(String suffix) {
        assertThat(hosts().filter(suffix::equals)).hasSize(1);
    }

    private Optional<String> provider(String host, String reply) {
        return best(host, reply).flatMap(Finding::provider);
    }

    private Optional<Finding> best(String host, String reply) {
        return classifier
                .diagnose(new Refused(Stage.RCPT, SmtpReply.parse(reply)), Optional.of(Peer.mx(host, "198.51.100.25")))
                .best();
    }
}
