package whybounce.mailets.digest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import whybounce.dsn.write.Contact;
import whybounce.mailets.digest.Summary.Failure;

/** What a digest says itself, as text and as HTML. Both list every failure. */
record DigestWords(List<Summary> reports, Contact contact) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String WHY = "So many messages met a problem within the hour that the later reports"
            + " wait for this list. Each report stands below in full, in the same order.";
    private static final String STOLEN = "If these are not your messages, somebody else may be sending in your name."
            + " Then change your password and tell the people named here:";

    String subject() {
        return "Problems with delivering " + counted(messages(), "message", "messages");
    }

    /** One message has several reports when its recipients fail one after the other. */
    private long messages() {
        return reports.stream()
                .map(report -> report.message().isEmpty() ? report.reportId() : report.message())
                .distinct()
                .count();
    }

    private long addresses() {
        return reports.stream()
                .flatMap(report -> report.failures().stream())
                .map(failure -> failure.recipient().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }

    private static String counted(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    String text() {
        var text = new StringBuilder();
        text.append(opening()).append("\n\n").append(WHY).append("\n\n");
        if (toSender()) {
            text.append(STOLEN).append('\n').append(whom()).append("\n\n");
        }
        int number = 0;
        for (var report : reports) {
            text.append(++number).append(". ").append(title(report)).append('\n');
            for (var failure : report.failures()) {
                text.append("   ").append(sentence(failure)).append('\n');
                text.append("   Who must act: ").append(failure.actor()).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    String html() {
        var html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .append(escaped(subject()))
                .append("</title></head>\n<body style=\"margin:16px;font:16px/1.5 sans-serif;")
                .append("background:#ffffff;color:#1a1a1a\">\n<h1 style=\"font-size:22px\">")
                .append(escaped(subject()))
                .append("</h1>\n");
        paragraph(html, opening());
        paragraph(html, WHY);
        if (toSender()) {
            paragraph(html, STOLEN + " " + whom());
        }
        html.append("<ol>\n");
        for (var report : reports) {
            html.append("<li><b>").append(escaped(title(report))).append("</b>");
            for (var failure : report.failures()) {
                html.append("<br>\n").append(escaped(sentence(failure)));
                html.append("<br>Who must act: ").append(escaped(failure.actor()));
            }
            html.append("</li>\n");
        }
        return html.append("</ol>\n</body></html>\n").toString();
    }

    private String opening() {
        return "From " + TIME.format(first()) + " to " + TIME.format(last()) + " (UTC), "
                + counted(messages(), "message", "messages") + " to "
                + counted(addresses(), "address", "addresses") + " met a problem: not delivered, or delayed.";
    }

    private boolean toSender() {
        return reports.stream().anyMatch(Summary::toSender);
    }

    private Instant first() {
        return reports.getFirst().time();
    }

    private Instant last() {
        return reports.getLast().time();
    }

    private String whom() {
        return contact.text().map(text -> contact.name() + ", " + text).orElse(contact.name());
    }

    private static String title(Summary report) {
        return report.subject().isEmpty() ? "Report of " + TIME.format(report.time()) + " (UTC)" : report.subject();
    }

    /** The headline names the recipient; a plain report has none. */
    private static String sentence(Failure failure) {
        return failure.headline().isEmpty()
                ? "Your message to " + failure.recipient() + " was not delivered."
                : failure.headline();
    }

    private static void paragraph(StringBuilder html, String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
