package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static whybounce.dsn.write.Scene.attempt;
import static whybounce.dsn.write.Scene.delayed;
import static whybounce.dsn.write.Scene.failed;
import static whybounce.dsn.write.Scene.known;
import static whybounce.dsn.write.Scene.mx;
import static whybounce.dsn.write.Scene.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import whybounce.dsn.read.DsnReader;
import whybounce.dsn.read.Reading;
import whybounce.explain.Reader;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Stage;

/**
 * What a notification must not break, by rule. Those about whether one is sent at all (no notification for a
 * notification, NOTIFY) are the mailets'.
 */
class RulesTest {

    private static final String REPLY = "550-5.1.1 no such user\r\n550 5.1.1 here";

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                dynamicTest("1 three parts, languages and HTML inside the first (RFC 6522 3)", this::threeParts),
                dynamicTest("2 the machine part is 7bit, or global (RFC 3464 2.1, 6533 3)", this::sevenBit),
                dynamicTest("3 a block a recipient, values folded (RFC 3464 2.1.1)", this::blocks),
                dynamicTest("4 the required fields (RFC 3464 2.2, 2.3)", this::required),
                dynamicTest("5 the form of Status (RFC 3464 2.3.4)", this::status),
                dynamicTest("6 Will-Retry-Until only when delayed (RFC 3464 2.3.9)", this::willRetry),
                dynamicTest("7 ORCPT and ENVID, and only those (RFC 3464 2.3.1, 2.2.1)", this::originals),
                dynamicTest("8 Remote-MTA and Diagnostic-Code are real (RFC 3464 2.3.5, 2.3.6)", this::real),
                dynamicTest("9 our own fields are X- (RFC 3464 2.4)", this::extensions),
                dynamicTest("10 to the return path, asking for no receipt (RFC 3464 2)", this::addressed),
                dynamicTest("13 RET: headers only as text/rfc822-headers (RFC 6522)", this::headersOnly),
                dynamicTest("14 the original's octets unchanged (RFC 6376)", this::unchanged),
                dynamicTest("16 header lines, encoded words, Content-Language (RFC 5322, 2047)", this::header),
                dynamicTest("17 Date, Auto-Submitted, threading (RFC 3834)", this::thread),
                dynamicTest("18 an alias' target is not disclosed (RFC 3461 5.2.7.4)", this::alias),
                dynamicTest("19 the returned copy's results are only copied (RFC 8601 5)", this::untrusted),
                dynamicTest("20 report-type=delivery-status, and read as such (RFC 6522)", this::reportType));
    }

    private void threeParts() throws Exception {
        var report = Parsed.of(Scene.refusal(REPLY));
        assertThat(report.parts().getCount()).isEqualTo(3);
        assertThat(report.part(0).isMimeType("multipart/alternative")).isTrue();
        assertThat(report.part(1).isMimeType("message/delivery-status")).isTrue();
        assertThat(report.part(2).isMimeType("message/rfc822")).isTrue();
    }

    private void sevenBit() throws Exception {
        var report = Parsed.of(Scene.refusal("550 5.1.1 unbekannt: änn\0\u001b"));
        assertThat(report.machine().chars().allMatch(c -> c < 0x7f && (c >= ' ' || c == '\r' || c == '\n')))
                .isTrue();
        assertThat(report.field("Diagnostic-Code")).isEqualTo("smtp; 550 5.1.1 unbekannt: \\x{E4}nn\\x{00}\\x{1B}");
        var global = Parsed.of(Scenes.smtputf8().written());
        assertThat(global.part(1).isMimeType("message/global-delivery-status")).isTrue();
        assertThat(global.field("Final-Recipient")).isEqualTo("utf-8; änn\\x{2B}x@example.org");
    }

    private void blocks() throws Exception {
        var report = Parsed.of(Scenes.fifty());
        assertThat(report.machine().strip().split("\r\n\r\n")).hasSize(51);
        assertThat(report.machine().lines()).allMatch(line -> line.length() <= 78);
    }

    private void required() throws Exception {
        for (var written : Scenes.written().entrySet()) {
            var blocks = List.of(Parsed.of(written.getValue()).machine().split("\r\n\r\n"));
            assertThat(blocks.getFirst()).as(written.getKey()).contains("Reporting-MTA: dns; ");
            assertThat(blocks.subList(1, blocks.size()))
                    .as(written.getKey())
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(block).contains("Final-Recipient: ", "Action: ", "Status: "));
        }
    }

    private void status() throws Exception {
        for (var written : Scenes.written().values()) {
            assertThat(Parsed.of(written).fields().stream().filter(line -> line.startsWith("Status: ")))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("Status: [245]\\.\\d{1,3}\\.\\d{1,3}"));
        }
    }

    private void willRetry() throws Exception {
        var until = Instant.parse("2026-11-25T08:15:00Z");
        var late = new Scene()
                .of(
                        delayed(
                                "a@example.org",
                                until,
                                attempt(Scene.TRIED, mx("mx"), refused(Stage.RCPT, "450 wait"))),
                        known("rate-limited"));
        assertThat(Parsed.of(late).field("Will-Retry-Until")).isEqualTo("Wed, 25 Nov 2026 08:15:00 +0000");
        assertThat(Parsed.of(late).field("Action")).isEqualTo("delayed");
        assertThat(Parsed.of(Scene.refusal(REPLY)).machine()).doesNotContain("Will-Retry-Until");
    }

    private void originals() throws Exception {
        assertThat(Parsed.of(Scene.refusal(REPLY)).machine())
                .doesNotContain("Original-Recipient", "Original-Envelope-Id");
        var orcpt = new OriginalRecipient("rfc822", "Ann+2Bx@Example.ORG");
        var asked = Scene.refusal(REPLY)
                .envelopeId("QQ+3D1")
                .of(
                        failed("ann+x@example.org", orcpt, attempt(Scene.TRIED, mx("mx"), refused(Stage.RCPT, REPLY))),
                        known("recipient-unknown"));
        // RFC 3461 section 6.3: without the xtext that they travelled in.
        assertThat(Parsed.of(asked).field("Original-Envelope-Id")).isEqualTo("QQ=1");
        assertThat(Parsed.of(asked).field("Original-Recipient")).isEqualTo("rfc822; Ann+x@Example.ORG");
    }

    private void real() throws Exception {
        var report = Parsed.of(Scene.refusal(REPLY));
        assertThat(report.field("Remote-MTA")).isEqualTo("dns; mx.example.org");
        assertThat(report.field("Diagnostic-Code")).isEqualTo("smtp; 550-5.1.1 no such user 550 5.1.1 here");
        var silent = Parsed.of(new Scene()
                .of(
                        failed(
                                "a@example.org",
                                attempt(Scene.TRIED, mx("mx"), new Unreachable(Unreachable.Why.REFUSED))),
                        known("host-unreachable")));
        assertThat(silent.machine()).doesNotContain("Remote-MTA", "smtp;");
        assertThat(silent.field("Diagnostic-Code")).startsWith("X-whybounce; the connection was refused");
    }

    private void extensions() throws Exception {
        var own = Parsed.of(Scenes.unauthenticated(Reader.Kind.OWN_SENDER));
        assertThat(own.field("X-Whybounce-Cause")).isEqualTo("unauthenticated");
        assertThat(own.field("X-Whybounce-Who-Must-Act")).isEqualTo("sender-admin");
        assertThat(own.field("X-Whybounce-Rule")).isEqualTo("test-unauthenticated");
        assertThat(Parsed.of(Scenes.unauthenticated(Reader.Kind.FOREIGN_SENDER)).machine())
                .contains("X-Whybounce-Cause")
                .doesNotContain("X-Whybounce-Rule", "Final-Log-ID");
    }

    private void addressed() throws Exception {
        var report = Parsed.of(Scene.refusal(REPLY));
        assertThat(report.header("To")).isEqualTo("<bob@sender.example>");
        assertThat(report.message().getHeader("Reply-To")).isNull();
        assertThat(report.message().getHeader("Disposition-Notification-To")).isNull();
        assertThat(report.message().getHeader("Return-Receipt-To")).isNull();
    }

    private void headersOnly() throws Exception {
        var original = Scene.original(Scene.ORIGINAL.getBytes(StandardCharsets.US_ASCII), Original.Returned.HEADERS);
        var report = Parsed.of(Scene.refusal(REPLY).original(original));
        assertThat(report.part(2).isMimeType("text/rfc822-headers")).isTrue();
        assertThat(new String(report.original(), StandardCharsets.US_ASCII))
                .isEqualTo(Scene.ORIGINAL.substring(0, Scene.ORIGINAL.indexOf("\r\n\r\n") + 2));
    }

    private void unchanged() throws Exception {
        for (var bytes : List.of(
                "A: b\r\n\r\nbody\r\n",
                "A: b\r\n\r\nno line end",
                "A: b\n\nbare line feeds\n",
                "A: b\r\n\r\nä, ö, " + "x".repeat(2_000) + "\0\r\n",
                "A: b\r\n\r\n\r\n\r\n")) {
            var octets = bytes.getBytes(StandardCharsets.ISO_8859_1);
            var report = Parsed.of(Scene.refusal(REPLY).original(Scene.original(octets, Original.Returned.WHOLE)));
            assertThat(report.original()).isEqualTo(octets);
        }
    }

    private void header() throws Exception {
        var written = Scenes.smtputf8().written();
        var head = new String(written, StandardCharsets.UTF_8).split("\r\n\r\n", 2)[0];
        assertThat(head.lines()).allMatch(line -> line.length() <= 78);
        assertThat(Parsed.of(written).message().getSubject())
                .isEqualTo(
                        "Not delivered: Grüße aus Köln, und noch ein sehr langer Betreff, damit er gefaltet werden muß");
        assertThat(Parsed.of(written).header("Content-Language")).isEqualTo("en");
    }

    private void thread() throws Exception {
        var report = Parsed.of(Scene.refusal(REPLY));
        assertThat(report.header("Date")).isEqualTo("Fri, 20 Nov 2026 08:15:03 +0000");
        assertThat(report.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(report.header("In-Reply-To")).isEqualTo("<m1@sender.example>");
        assertThat(report.header("References")).isEqualTo("<m0@sender.example> <m1@sender.example>");
    }

    private void alias() {
        var written = new String(Scenes.alias().written(), StandardCharsets.UTF_8);
        assertThat(written).contains("sales+eu@example.org").doesNotContain("secret");
    }

    private void untrusted() throws Exception {
        var original = "Authentication-Results: relay.sender.example; spf=pass\r\n\r\nx\r\n";
        var report = Parsed.of(Scene.refusal(REPLY)
                .original(Scene.original(original.getBytes(StandardCharsets.US_ASCII), Original.Returned.WHOLE)));
        assertThat(report.message().getHeader("Authentication-Results")).isNull();
        assertThat(report.text()).doesNotContain("spf=pass");
    }

    private void reportType() throws Exception {
        var written = Scene.refusal(REPLY).written();
        assertThat(Parsed.of(written).header("Content-Type")).contains("report-type=delivery-status");
        assertThat(DsnReader.read(new java.io.ByteArrayInputStream(written))).isInstanceOf(Reading.Dsn.class);
    }
}
