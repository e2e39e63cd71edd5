package whybounce.check.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Subject;
import whybounce.failure.Observation.Verdict;

/** What of a message a filter may dislike. */
class ContentChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static final String GOOD = """
            From: Ann <ann@example.com>
            To: ben@example.org
            Subject: Lunch
            Date: Mon, 30 Nov 2026 12:00:00 +0100 (CET)
            Message-ID: <1@example.com>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            At noon? https://example.com/menu
            """;

    /** One thing in the good message is replaced, and this is said; or nothing is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nothing                 | x                        | x                           | ~~
            no From                 | From: Ann                | X-From: Ann                 | There is no From
            two From                | To: ben@example.org      | From: ben@example.com       | There are 2 fields From
            two authors             | Ann <ann@example.com>    | a@example.com, b@example.net| addresses of 2 domains
            no Date                 | Date:                    | X-Date:                     | There is no Date
            a Date of another form  | Mon, 30 Nov 2026         | 2026-11-30                  | Date cannot be read
            a Date ahead            | Mon, 30 Nov 2026         | Thu, 3 Dec 2026             | Date lies more than a day ahead
            a Date without its day  | Mon, 30 Nov 2026         | 30 Nov 2026                 | ~~
            a Date in GMT           | +0100 (CET)              | GMT                         | ~~
            no Message-ID           | Message-ID:              | X-ID:                       | There is no Message-ID
            a bare Message-ID       | <1@example.com>          | 1@example.com               | Message-ID is not of the form
            no Subject              | Subject: Lunch           | X: y                        | There is no Subject
            an empty Subject        | Subject: Lunch           | Subject:                    | Subject is empty
            letters in the header   | Subject: Lunch           | Subject: Gr\u00fc\u00dfe    | Only servers with SMTPUTF8
            no MIME-Version         | MIME-Version: 1.0        | X: y                        | no MIME-Version
            no charset              | ; charset=utf-8          | ~~                          | ~~
            HTML only               | text/plain               | text/html                   | none in plain words
            a shortened link        | example.com/menu         | bit.ly/abc                  | Shortened links hide where they lead, and spammers use them: bit.ly.
            a shortened link too    | example.com/menu         | WWW.TinyURL.com/abc         | www.tinyurl.com
            not a shortened link    | example.com/menu         | rabbit.ly.example/abc       | ~~
            a link to an address    | example.com/menu         | 192.0.2.1/menu              | leads to an address
            a link to IPv6          | example.com/menu         | [2001:db8::1]/menu          | leads to an address
            a list                  | To: ben@example.org      | List-Id: <l.example.com>    | There is no List-Unsubscribe
            bulk                    | To: ben@example.org      | Precedence: bulk            | There is no List-Unsubscribe
            by mail only            | To: ben@example.org      | List-Unsubscribe: <mailto:a@example.com> | does not work with one click
            by https, no click      | To: ben@example.org      | List-Unsubscribe: <https://example.com/u> | does not work with one click
            """)
    void header(String fact, String old, String with, String says) {
        var told = warnings(GOOD.replace(old, with));
        if (says.isEmpty()) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).hasSize(1).allMatch(line -> line.contains(says));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a long line             | {long}                   | A line has 999 octets
            the longest line        | {998}                    | ~~
            both kinds of line ends | a\\r\\nb                 | CR or LF alone
            a return alone          | a\\rb                    | CR or LF alone
            an octet of zero        | a\\0b                    | octets of zero
            """)
    void lines(String fact, String body, String says) {
        var text = body.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("{long}", "x".repeat(999))
                .replace("{998}", "x".repeat(998));
        assertThat(String.join("", warnings(GOOD + text + "\n"))).contains(says);
        assertThat(says.isEmpty()).isEqualTo(warnings(GOOD + text + "\n").isEmpty());
    }

    @Test
    void lettersWithoutACharset() {
        var message = GOOD.replace("; charset=utf-8", "").replace("noon", "n\u00f6\u00f6n");
        assertThat(warnings(message))
                .containsExactly("A text has letters beyond ASCII, and no charset says which they are.");
    }

    @Test
    void linksAreReadBehindTheirEncoding() {
        var message = GOOD.replace("text/plain; charset=utf-8", "multipart/alternative; boundary=b\nX: y")
                .replace("At noon? https://example.com/menu", """
                        --b
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        http=
                        s://is.gd/a
                        --b
                        Content-Type: text/html; charset=utf-8
                        Content-Transfer-Encoding: base64

                        aHR0cHM6Ly90LmNvL2E=
                        --b--
                        """);
        assertThat(warnings(message))
                .containsExactly("Shortened links hide where they lead, and spammers use them: is.gd, t.co.");
    }

    @Test
    void oneClickIsSigned() {
        var both = GOOD.replace(
                "To:",
                "List-Unsubscribe: <mailto:a@example.com>, <https://example.com/u>\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\nTo:");
        assertThat(warnings(both)).hasSize(1).allMatch(line -> line.contains("No signature covers"));
        assertThat(warnings("DKIM-Signature: v=1; h=from:list-unsubscribe:list-unsubscribe-post\n" + both))
                .isEmpty();
    }

    @Test
    void onlyASizeBeyondTheLimitIsCertain() {
        long lines = GOOD.split("\n", -1).length - 1L;
        long octets = GOOD.length() + lines;
        assertThat(size(Optional.empty())).isEqualTo("GOOD The message has " + octets + " octets on its way.");
        assertThat(size(Optional.of(octets))).startsWith("GOOD");
        assertThat(size(Optional.of(octets - 1))).startsWith("PROBLEM");
    }

    @Test
    void nothingElseIsAVerdict() {
        var findings = findings("\u0000\rDate: \u001b[31m\nFrom: \u202e\n\n" + "\u00ff".repeat(2000), Optional.empty());
        assertThat(findings).allMatch(finding -> finding.grade() != Grade.PROBLEM);
        assertThat(findings).allMatch(finding -> finding.subject() == Subject.CONTENT);
        assertThat(findings).allMatch(finding -> finding.verdict("spam-content") == Verdict.SILENT);
        assertThat(findings).allMatch(finding -> Foreign.isPrintable(finding.says()));
    }

    @Test
    void whatCannotBeReadIsNotTested() {
        var sent = new SentMessage(
                () -> {
                    throw new IOException("gone");
                },
                Duration.ofSeconds(3),
                NOW);
        assertThat(ContentChecks.of(sent, Optional.empty()))
                .extracting(finding -> finding.grade() + " " + finding.says())
                .containsExactly("NOT_TESTED The content was not looked at: it cannot be read.");
        var late = new SentMessage(
                () -> new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.US_ASCII)), Duration.ofNanos(-1), NOW);
        assertThat(ContentChecks.of(late, Optional.empty()))
                .extracting(Finding::says)
                .containsExactly("The content was not looked at: it is too large to be read in time.");
    }

    private static List<String> warnings(String message) {
        return findings(message, Optional.empty()).stream()
                .filter(finding -> finding.grade() == Grade.WARNING)
                .map(Finding::says)
                .toList();
    }

    private static String size(Optional<Long> limit) {
        return findings(GOOD, limit).stream()
                .filter(finding -> finding.id().equals("content-size"))
                .map(finding -> finding.grade() + " " + finding.says())
                .collect(Collectors.joining());
    }

    private static List<Finding> findings(String message, Optional<Long> limit) {
        var octets = message.getBytes(StandardCharsets.ISO_8859_1);
        var sent = new SentMessage(() -> new ByteArrayInputStream(octets), Duration.ofSeconds(20), NOW);
        return ContentChecks.of(sent, limit);
    }
}
