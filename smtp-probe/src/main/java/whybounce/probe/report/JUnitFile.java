package whybounce.probe.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import whybounce.explain.Explanation;
import whybounce.reply.SmtpReply;

/**
 * A report as JUnit's own XML, which servers for builds read: a test case for each recipient. A refusal is a failure; what
 * lies with this machine or the DNS is an error; what was not tested is skipped.
 */
public final class JUnitFile implements Results {

    private static final double NANOS = 1e9;

    /** The counts stand before the cases and are known after them: so many characters are kept for them. */
    private static final int HEAD = 400;

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final ReplacedFile file;
    private final Instant begun;
    private int tests;
    private int failures;
    private int errors;
    private int skipped;
    private double seconds;

    public JUnitFile(Path path, Clock clock) throws IOException {
        this.file = new ReplacedFile(path);
        this.begun = clock.instant();
        writer().write(" ".repeat(HEAD) + "\n");
    }

    private Writer writer() {
        return file.writer();
    }

    @Override
    public synchronized void add(Probed probed) throws IOException {
        double took = probed.trial().end().took().toNanos() / NANOS;
        tests++;
        seconds += took;
        writer().write("  <testcase classname=\"smtp-probe." + xml(probed.provider()) + "\" name=\""
                + xml(probed.name()) + "\" time=\"" + number(took) + "\">\n");
        body(probed);
        writer().write("  </testcase>\n");
    }

    private void body(Probed probed) throws IOException {
        if (!probed.isTested()) {
            skipped++;
            writer().write("    <skipped message=\"" + xml(probed.reason()) + "\"/>\n");
        } else if (!probed.isGood()) {
            bad(probed);
        }
    }

    private void bad(Probed probed) throws IOException {
        var kind = isError(probed.verdict()) ? "error" : "failure";
        if (kind.equals("error")) {
            errors++;
        } else {
            failures++;
        }
        var headline = probed.explained()
                .map(found -> found.forPostmaster().headline())
                .orElseGet(() -> withoutExplanation(probed));
        writer().write("    <" + kind + " type=\"" + xml(probed.cause()) + "\" message=\"" + xml(headline) + "\">");
        writer().write(xml(told(probed)));
        writer().write("</" + kind + ">\n");
    }

    private static String withoutExplanation(Probed probed) {
        var words = probed.verdict().words();
        return words.isEmpty() ? probed.cause() + ", exit code " + probed.exitCode() : words;
    }

    private static boolean isError(TrialVerdict verdict) {
        return switch (verdict) {
            case OURS, PORT_BLOCKED, DNS_TIMED_OUT, DNS_FAILED -> true;
            case ACCEPTED,
                    STOPPED,
                    REJECTED,
                    DEFERRED,
                    GREYLISTED,
                    UNREACHABLE,
                    SILENT,
                    TARPIT,
                    CLOSED,
                    CLOSED_IN_REPLY,
                    PROTOCOL_VIOLATION,
                    TLS_FAILED,
                    NO_ROUTE,
                    NOT_TESTED -> false;
        };
    }

    private static String told(Probed probed) {
        var text = new StringBuilder("\n");
        line(text, "Verdict", AsciiJson.token(probed.verdict()));
        line(text, "Provider", probed.provider());
        probed.stage().ifPresent(stage -> line(text, "Stage", stage.label()));
        line(text, "Exit code", String.valueOf(probed.exitCode()));
        probed.explained().map(Explained::forPostmaster).ifPresent(told -> explained(text, told));
        probed.reply()
                .map(SmtpReply::lines)
                .ifPresent(lines ->
                        lines.forEach(line -> line(text, "Reply", line.bytes().text())));
        return text.toString();
    }

    private static void explained(StringBuilder text, Explanation told) {
        line(text, "Happened", told.happened());
        (told.postmasterSteps().isEmpty() ? told.steps() : told.postmasterSteps())
                .forEach(step -> line(text, "To do", step));
    }

    private static void line(StringBuilder text, String label, String words) {
        text.append(label).append(": ").append(Visible.text(words)).append('\n');
    }

    private static String number(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** As content or a value; of what XML 1.0 section 2.2 has no place for, nothing is left. */
    private static String xml(String words) {
        var escaped = new StringBuilder(words.length());
        words.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append('\n');
                default -> escaped.append(isSafe(point) ? Character.toString(point) : "\ufffd");
            }
        });
        return escaped.toString();
    }

    private static boolean isSafe(int point) {
        return Visible.text(Character.toString(point)).codePointAt(0) == point && point != 0xFFFE && point != 0xFFFF;
    }

    @Override
    public synchronized void finish() throws IOException {
        writer().write("</testsuite>\n");
        file.replace(this::head);
    }

    /** In the place that was kept for it. */
    private void head(Path written) throws IOException {
        var head = DECLARATION + "<testsuite name=\"smtp-probe\" timestamp=\""
                + begun.truncatedTo(ChronoUnit.SECONDS) + "\" tests=\"" + tests + "\" failures=\"" + failures
                + "\" errors=\"" + errors + "\" skipped=\"" + skipped + "\" time=\"" + number(seconds) + "\">";
        try (var out = new RandomAccessFile(written.toFile(), "rw")) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
