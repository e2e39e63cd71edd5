package whybounce.probe.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.probe.home.JunkFolders.Listed;
import whybounce.probe.home.JunkFolders.Place;

/** What a header tells, and the names of mailboxes and folders. */
class HeaderReadingTest {

    private static HeaderFields header(String text) {
        return HeaderFields.parse(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hopsComeInTheOrderOfTheWay() {
        var hops = Hop.of(header("""
                Received: from relay.example.com (relay.example.com [192.0.2.7] (may be; forged))
                \tby mx.example.org (Postfix) with ESMTPS id 4F; Sat, 21 Nov 2026 12:00:05 +0000 (UTC)
                Received: by relay.example.com; Sat, 21 Nov 2026 13:00:06 +0100
                Received: from nowhere; yesterday
                Subject: x

                Received: by body.example.com; Sat, 21 Nov 2026 13:00:06 +0100
                """));

        assertThat(hops)
                .extracting(Hop::by)
                .containsExactly(Optional.empty(), Optional.of("relay.example.com"), Optional.of("mx.example.org"));
        assertThat(hops)
                .extracting(Hop::delay)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(-1)));
        assertThat(hops.getLast().from()).contains("relay.example.com");
        assertThat(hops.getLast().with()).contains("ESMTPS");
    }

    private static final String JUDGED = """
            Received: from a.example by mx1.example.org with ESMTP; Sat, 21 Nov 2026 12:00:05 +0000
            Authentication-Results: evil.example; spf=pass smtp.mailfrom=example.com
            Authentication-Results: mx.example.org 1; spf = softfail (a; b) smtp.mailfrom=example.com;
             dkim=pass header.d=example.com header.s=s1; dkim=fail reason="bad; signature" header.d=x.example;
             dmarc/1=pass (p=none) header.from=example.com
            """;

    @Test
    void theReceiversOwnServerIsTrustedAndNobodyElse() {
        var judgement = Judgement.of(header(JUDGED), header(""), Optional.empty(), List.of());

        assertThat(judgement).isInstanceOf(Judgement.Own.class);
        var results = ((Judgement.Own) judgement).results();
        assertThat(results.server()).isEqualTo("mx.example.org");
        assertThat(results.of("spf").getFirst().result()).isEqualTo("softfail");
        assertThat(results.of("dkim"))
                .extracting(AuthenticationResults.Result::result)
                .containsExactly("pass", "fail");
        assertThat(results.of("dkim").getLast().reason()).contains("bad; signature");
        assertThat(results.of("dmarc").getFirst().properties()).containsEntry("header.from", "example.com");
    }

    /** Each: what the field says whose it is; the name given; a host of the receiver's; whether it is the receiver's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mx.example.org  |                 | mx1.example.org  | true
            example.org     |                 | mx1.example.org  | true
            MX.example.org  | mx.example.org  | elsewhere.example| true
            mx.example.org  | mx2.example.org | mx.example.org   | false
            mx.google.com   |                 | aspmx.l.google.com | true
            evil.co.uk      |                 | mx.example.co.uk | false
            evil.com        |                 | example.com      | false
            com             |                 | example.com      | false
            192.0.2.1       |                 | 198.0.2.1        | false
            """)
    void serversAreTheReceiversByName(String server, String given, String host, boolean own) {
        var arrived = header("Authentication-Results: " + server + "; none\n");
        var judgement = Judgement.of(arrived, header(""), Optional.ofNullable(given), List.of(host));

        assertThat(judgement instanceof Judgement.Own).isEqualTo(own);
    }

    @Test
    void whatWeWroteOurselvesIsNotTheReceivers() {
        var forged = header("Authentication-Results: mx1.example.org; spf=pass\n");
        assertThat(Judgement.of(forged, forged, Optional.empty(), List.of("mx1.example.org")))
                .isEqualTo(new Judgement.Nothing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            imap://bob@mail.example.org              | imap://bob@mail.example.org
            imaps://bob%40example.org@[::1]:1993     | imaps://bob@example.org@[::1]:1993
            IMAP://bob+x@example.org@localhost:143/  | imap://bob+x@example.org@localhost
            pop3s://bob@host                         | pop3s://bob@host
            imap://bob:secret@host                   | none
            imap://host                              | none
            imap://bob@host:0                        | none
            imap://bob@host:99999                    | none
            imap://b%zz@host                         | none
            http://bob@host                          | none
            """)
    void mailboxesHaveAddresses(String text, String read) {
        assertThat(MailboxAddress.parse(text).map(MailboxAddress::toString)).isEqualTo(Optional.ofNullable(read));
    }

    @Test
    void whatIsMarkedAsJunkComesBeforeWhatIsCalledSo() {
        var called = new Listed("INBOX.Spam", "Spam", Set.of("\\HasNoChildren"));
        var marked = new Listed("Unerw\u00fcnscht", "Unerw\u00fcnscht", Set.of("\\junk"));
        var inbox = new Place("INBOX", false);

        assertThat(JunkFolders.places(List.of(called))).containsExactly(inbox, new Place("INBOX.Spam", true));
        assertThat(JunkFolders.places(List.of(called, marked)))
                .containsExactly(inbox, new Place("Unerw\u00fcnscht", true));
    }
}
