package whybounce.mailets.digest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeUtility;
import whybounce.dsn.write.Contact;

/** Several reports in one message: {@code multipart/mixed} of our words and a {@code multipart/digest}. */
public final class Digest {
    private final List<HeldReport> reports;
    private final Contact contact;
    private final Instant now;

    /** At least one report, all to the same address. */
    Digest(List<HeldReport> reports, Contact contact, Instant now) {
        this.reports = List.copyOf(reports);
        this.contact = contact;
        this.now = now;
    }

    public String to() {
        return first().to();
    }

    public int size() {
        return reports.size();
    }

    /** The same for the same reports. */
    public String messageId() {
        return "whybounce.digest." + fingerprint() + "@"
                + first().from().substring(first().from().lastIndexOf('@') + 1);
    }

    /** Writes the whole message; the reports are copied as streams. */
    public void writeTo(OutputStream out) throws IOException {
        var words = new DigestWords(reports.stream().map(HeldReport::summary).toList(), contact);
        var mixed = new Multipart(out, "mixed");
        var alternative = new Multipart(out, "alternative");
        var digest = new Multipart(out, "digest");
        header(out, words);
        mixed.begin();
        mixed.part();
        alternative.begin();
        words(alternative, "plain", words.text());
        words(alternative, "html", words.html());
        alternative.end();
        mixed.part();
        digest.begin();
        for (var report : reports) {
            digest.part();
            // RFC 2046 section 5.1.5: that is what a part of a digest is anyway; not every reader knows.
            digest.line("Content-Type: message/rfc822");
            digest.line("");
            try (var message = report.message()) {
                message.transferTo(out);
            }
            digest.line("");
        }
        digest.end();
        mixed.end();
    }

    private void header(OutputStream out, DigestWords words) throws IOException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        for (String line : List.of(
                "Date: " + date,
                "From: " + from(),
                "To: <" + to() + ">",
                "Subject: " + words.subject(),
                "Message-ID: <" + messageId() + ">",
                // RFC 3834 section 5: made by a machine, and no answer to any one message.
                "Auto-Submitted: auto-generated",
                "Content-Language: en",
                "MIME-Version: 1.0")) {
            write(out, line);
        }
    }

    private String from() throws UnsupportedEncodingException {
        var from = new InternetAddress(first().from(), contact.name(), "UTF-8");
        return MimeUtility.fold("From: ".length(), from.toString());
    }

    private static void words(Multipart alternative, String subtype, String words) throws IOException {
        alternative.part();
        alternative.line("Content-Type: text/" + subtype + "; charset=utf-8");
        alternative.line("Content-Transfer-Encoding: base64");
        alternative.line("");
        alternative.line(Base64.getMimeEncoder()
                .encodeToString(words.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private Summary first() {
        return reports.getFirst().summary();
    }

    private String fingerprint() {
        return Fingerprint.of(reports.stream()
                .map(report -> report.summary().reportId())
                .sorted()
                .collect(Collectors.joining("\n", to() + "\n", "")));
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** One level of parts. A report cannot hold the boundary: it depends on the reports that the digest holds. */
    private final class Multipart {
        private final OutputStream out;
        private final String subtype;
        private final String boundary;

        Multipart(OutputStream out, String subtype) {
            this.out = out;
            this.subtype = subtype;
            this.boundary = "=_whybounce_" + subtype + "_" + fingerprint();
        }

        void begin() throws IOException {
            line("Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\"");
            line("Content-Transfer-Encoding: " + (subtype.equals("alternative") ? "7bit" : "8bit"));
            line("");
        }

        void part() throws IOException {
            line("--" + boundary);
        }

        void end() throws IOException {
            line("--" + boundary + "--");
        }

        void line(String text) throws IOException {
            write(out, text);
        }
    }
}
