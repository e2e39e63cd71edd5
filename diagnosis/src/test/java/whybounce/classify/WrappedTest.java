package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.CatalogueFiles;
import whybounce.failure.DeliveryFailure.Unexplained;

/** What relays say of what another server said: its own words decide, at the stage that the relay names. */
class WrappedTest {

    private final Classifier classifier = new Classifier(Catalogue.shipped());

    /** A reply, {@code {code}} and {@code {words}}, in the words of relays, mail programs and libraries. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "host mx.example.org[192.0.2.7] said: {code} {words} (in reply to end of DATA command)",
                "Technical details of permanent failure:\n{code} {words}",
                "It was rejected by the server for the recipient domain example.org.\n\nThe error that it returned was:\n"
                        + "{code} {words}",
                "H=mx.example.org [192.0.2.7]: SMTP error from remote mail server after end of data: {code} {words}",
                "    host mx.example.org [192.0.2.7]\n    SMTP error from remote mail server after end of data:\n"
                        + "    {code} {words}",
                "192.0.2.7 failed after I sent the message.\nRemote host said: {code} {words}",
                ">>> DATA\n<<< {code} {words}\n554 5.0.0 Service unavailable",
                "to=<ann@example.org>, mailer=esmtp, relay=mx.example.org. [192.0.2.7], dsn=5.0.0, stat={code} {words}",
                "Action: failed\nRemote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; {code} {words}",
                "Remote Server returned '{code} {words}'",
                "com.sun.mail.smtp.SMTPAddressFailedException: {code} {words}",
                "Expected response code 250 but got code \"{code}\", with message \"{code} {words}\"",
                "SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: {words} SMTP code: {code}",
                "[SMTP: Invalid response code received from server (code: {code}, response: {words})]",
                "Error: Message failed: {code} {words}",
                "smtplib.SMTPDataError: ({code}, b'{words}')",
                "smtplib.SMTPDataError: ({code}, '{words}')",
                "Net::SMTPFatalError: {code} {words}",
                "gomail: could not send email 1: {code} {words}",
                "--> RCPT TO:<ann@example.org>\n<-- {code} {words}",
                "Diagnostic code: smtp;{code} {words}\nRemote system: dns;mx.example.org (TCP|192.0.2.7|41423|192.0.2.8|25)",
                "\"{code} {words}\"",
                "{code}: {words}",
            })
    void noWrapperChangesWhatAReplySays(String wrapper) throws IOException {
        var plain = CatalogueFiles.rules().stream()
                .flatMap(rule -> rule.examples().stream())
                .filter(example -> example.matches("[45]\\d\\d [^\n]+"))
                .toList();
        var changed = plain.stream()
                .filter(example -> !cause(example)
                        .equals(cause(wrapper.replace("{code}", example.substring(0, 3))
                                .replace("{words}", example.substring(4)))))
                .toList();

        // Some examples have a stage or a wrapper of their own.
        assertThat(changed).hasSizeLessThan(plain.size() / 50);
    }

    @Test
    void lineEndsThatAProgramWroteOutAreLineEnds() {
        assertThat(cause("refused by the recipient domain\\r\\n\\nit said:\n550 unknown user"))
                .contains("recipient-unknown");
        assertThat(cause("host mx.example.org said: 550-5.1.1 no\\n550-5.1.1 such\\n550 5.1.1 user"))
                .contains("recipient-unknown");
    }

    private Optional<String> cause(String text) {
        return classifier
                .diagnose(new Unexplained(text), Optional.empty())
                .best()
                .map(finding -> finding.cause().id());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            host mx.example.org[192.0.2.1] said: 550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command) | recipient-unknown |
            host mx.example.org[192.0.2.1] said: 552 no (in reply to end of DATA command) | message-too-large |
            host mx.example.org[192.0.2.1] said: 552 no (in reply to RCPT TO command) | too-many-recipients |
            host mx.example.org[192.0.2.1] said: 550 no (in reply to MAIL FROM command) | sender-rejected |
            host mx1.x.iphmx.com[192.0.2.1] said: 550 #5.1.0 Address rejected. (in reply to RCPT TO command) | recipient-unknown | cisco
            host smtp-in.orange.fr[192.0.2.1] refused to talk to me: 550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 [102] | ip-blocked | orange
            host gmail-smtp-in.l.google.com[192.0.2.1] said: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550 5.7.26 Gmail requires all senders to authenticate (in reply to end of DATA command) | unauthenticated | google
            delivery temporarily suspended: host mx.example.net[192.0.2.1] refused to talk to me: 421 4.3.2 Service not available | server-busy |
            delivery temporarily suspended: connect to mx.example.net[192.0.2.1]:25: Connection refused | host-unreachable |
            <ann@example.org>: Recipient address rejected: undeliverable address: host mx.example.net[192.0.2.9] said: 552 5.2.2 over quota (in reply to RCPT TO command) | mailbox-full |
            SMTP error from remote mail server after RCPT TO:<ann@example.org>: host mx.example.org [192.0.2.1]: 550 5.1.1 unknown user | recipient-unknown |
            SMTP error from remote mail server after RCPT TO:<ann@example.org>: 550-5.1.1 The email account that you tried to reach does not exist. | recipient-unknown |
            SMTP error from remote mail server after MAIL FROM:<bob@example.com> SIZE=1022: host mx.example.org [192.0.2.1]: 550 5.1.0 bob@example.com user unknown | sender-domain-invalid |
            SMTP error from remote mail server after initial connection: host mx.example.org [192.0.2.1]: 554 5.7.1 192.0.2.25 blocked using zen.spamhaus.org | ip-blocklisted |
            SMTP error from remote mail server after EHLO mail.example.com: host mx.example.org [192.0.2.1]: 550 no | helo-invalid |
            SMTP error from remote mail server after end of data: host mx00.t-online.de [192.0.2.1]: 550-5.7.0 Message considered as spam or virus, rejected | content-spam | t-online
            SMTP error from remote mail server after end of data:\\n    552 5.3.4 too big | message-too-large |
            SMTP error from remote server for TEXT command, host: smtp-in.orange.fr (192.0.2.1) reason: 550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506] | policy-rejected | orange
            192.0.2.1 does not like recipient.\\nRemote host said: 550 5.1.1 no such account\\nGiving up on 192.0.2.1. | recipient-unknown |
            192.0.2.1 does not like recipient.\\nRemote host said: 450 4.2.2 <ann@example.org>... Mailbox Full\\nGiving up on 192.0.2.1.\\nI'm not going to try again; this message has been in the queue too long. | mailbox-full |
            Connected to 192.0.2.1 but sender was rejected.\\nRemote host said: 550 no thanks | sender-rejected |
            Connected to 192.0.2.1 but my name was rejected.\\nRemote host said: 501 5.0.0 no thanks | helo-invalid |
            192.0.2.1 failed after I sent the message.\\nRemote host said: 554 5.7.1 virus found in it | content-virus |
            to=<ann@example.org>, relay=mail.example.org. [192.0.2.1], dsn=5.7.1, stat=User unknown | recipient-unknown |
            A1B2C3: to=<ann@example.org>, relay=maildrop, delay=20, dsn=5.1.1, status=bounced (user unknown. Command output: Invalid user specified. ) | recipient-unknown |
            to=<ann@example.org>, relay=none, delay=1070, dsn=4.7.5, status=deferred (Server certificate not trusted) | tls-failed |
            Connected to 192.0.2.1 but connection died. (#4.4.2) | connection-lost |
            Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) | host-unreachable |
            Sorry, I couldn't find any host named example.org. (#5.1.2) | domain-not-found |
            >>> RCPT To:<ann@example.org>\\n<<< 550 5.1.1 unknown or illegal alias: ann@example.org | recipient-unknown |
            >>> MAIL From:<bob@example.com>\\n<<< 550 no | sender-rejected |
            ... while talking to mx.example.org.:\\n>>> DATA\\n<<< 554 5.7.1 Message rejected as spam | content-spam |
            550 5.7.350 Remote server returned message detected as spam -> 550 5.1.1 user unknown | recipient-unknown |
            550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 552 5.2.2 over quota | mailbox-full |
            550 5.4.350 Remote server returned an error -> 554 5.7.1 Relay access denied | relay-denied |
            550 5.0.350 Remote server returned an error -> 421 4.7.28 sorry - gsmtp | rate-limited | google
            550 5.7.350 Remote server returned message detected as spam -> 554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org | ip-blocklisted |
            550 5.2.350 Remote server returned mailbox error -> 550 5.2.1 The email account that you tried to reach is disabled. - gsmtp | recipient-disabled | google
            Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup' | recipient-unknown |
            mx.example.org rejected your message: 'response: 550 5.7.20 No passing DKIM signature found' | dkim-fail |
            The error that the other server returned was: 550 5.1.1 unknown account | recipient-unknown |
            The response from the remote server was: 550 5.7.1 policy of the recipient's organization | policy-rejected |
            PERM_FAILURE: SMTP Error (state 9): 550 5.7.1 blocked using bl.spamcop.net | ip-blocklisted |
            smtp; 550 5.1.1 no such user here | recipient-unknown |
            Diagnostic-Code: smtp;550 5.2.2 mailbox is full | mailbox-full |
            STARTTLS not supported and the user requires enforcement., code: 500 | tls-failed |
            552 5.3.4 message too large, limit: 500 MB | message-too-large |
            550 5.1.1 said nothing, unknown user | recipient-unknown |
            smtplib.SMTPSenderRefused: (530, b'Authentication required', 'bob@example.com') | smtp-auth-required |
            {'ann@example.org': (550, b'Relay not permitted')} | relay-denied |
            SMTPDataError: (552, b'5.3.4 Message too big') | message-too-large |
            ruleset=check_rcpt, arg1=<ann@example.org>, relay=mx.example.org, reject=452 4.2.2 Mailbox full | mailbox-full |
            It was rejected by the server for the recipient domain.\\n\\nThe error was this:\\n550 unknown user | recipient-unknown |
            Message rejected as spam\\n550 denied | content-spam |
            Deferred after RCPT TO:<ann@example.org>:\\n452-: (mailbox full)\\nhttps://errors.example.net/452.html\\n452 service not available | mailbox-full |
            ERROR:550: E-mail message contained a virus. | content-virus |
            SMTP Error: [554] 5.7.1 Infected: Pdf.Trojan.Example-1 | content-virus |
            NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <bob@example.com>: Sender address rejected: Access denied; from=<bob@example.com> to=<ann@example.org> proto=ESMTP helo=<mail.example.com> | sender-rejected |
            host mx.google.com[192.0.2.1] said: 421-4.7.0 This message does not pass authentication checks (SPF and DKIM both do 421-4.7.0 not pass). SPF check for [example.com] does not pass with ip: 421-4.7.0 [192.0.2.1].To best protect our users | unauthenticated |
            This is a permanent error; I've given up. Sorry it didn't work out.\\n\\n<ann@example.org>:\\nSorry, I couldn't find any host named example.org. | domain-not-found |
            550 Sender IP (XX.XX.XX.XX) is blacklisted at | ip-blocked |
            550 Sender IP 203.0.113.xxx is blacklisted at | ip-blocked |
            >>> DATA\\n<<< 550 5.1.1 <ann@example.org>... User unknown\\n550 5.1.1 <ann@example.org>... User unknown\\n<<< 503 5.0.0 Need RCPT (recipient) | recipient-unknown |
            ... while talking to mx.example.org.:\\n>>> DATA\\n<<< 454 4.7.1 <ann@example.org>: Relay access denied\\n<ann@example.org>... Deferred: 454 4.7.1 <ann@example.org>: Relay access denied\\n<<< 554 5.5.1 Error: no valid recipients | relay-denied |
            ... while talking to mx.example.org.:\\n>>> DATA\\n<<< 503 5.5.1 Bad sequence of commands | protocol-error |
            """)
    void theInnermostReplyDecides(String text, String cause, @Nullable String provider) {
        var best = classifier
                .diagnose(new Unexplained(text.replace("\\n", "\n")), Optional.empty())
                .best();
        assertThat(best.map(finding -> finding.cause().id())).contains(cause);
        if (provider != null) {
            assertThat(best.flatMap(Finding::provider)).contains(provider);
        }
    }
}
