package whybounce.mailets.digest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import whybounce.mailets.digest.Summary.Failure;

/**
 * A report in a file: its summary, a line for each value, a blank line, and the message.
 *
 * <pre>
 * report 3f0c...
 * to ann@example.org
 * from postmaster@example.org
 * time 2026-11-21T09:00:00Z
 * due 2026-11-21T10:00:00Z
 * reader sender
 * message Mail1795162500000-0f3a
 * subject Lunch?
 * failure ben@example.net TAB Your message to ... TAB You
 *
 * Date: ...
 * </pre>
 *
 * @param due when its digest goes out
 */
record HeldReport(Path file, Instant due, Summary summary, long messageStart) {

    static final String SUFFIX = ".report";

    /** A line longer than this is no summary of ours. */
    private static final int LONGEST_LINE = 8_192;

    static void write(OutputStream out, Instant due, Summary summary) throws IOException {
        line(out, "report", summary.reportId());
        line(out, "to", summary.to());
        line(out, "from", summary.from());
        line(out, "time", summary.time().toString());
        line(out, "due", due.toString());
        line(out, "reader", summary.toSender() ? "sender" : "postmaster");
        line(out, "message", summary.message());
        line(out, "subject", summary.subject());
        for (var failure : summary.failures()) {
            line(
                    out,
                    "failure",
                    word(failure.recipient()) + "\t" + word(failure.headline()) + "\t" + word(failure.actor()));
        }
        out.write('\n');
    }

    static HeldReport read(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var lines = new Lines(in);
            var head = new Head();
            for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
                head.take(line);
            }
            return new HeldReport(file, Instant.parse(head.due), head.summary(), lines.read);
        } catch (RuntimeException e) {
            throw new IOException("no report of ours: " + file, e);
        }
    }

    long messageSize() throws IOException {
        return Files.size(file) - messageStart;
    }

    InputStream message() throws IOException {
        var in = Files.newInputStream(file);
        in.skipNBytes(messageStart);
        return in;
    }

    private static void line(OutputStream out, String key, String value) throws IOException {
        out.write((key + " " + value.replaceAll("[\\r\\n]", " ") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String word(String text) {
        return text.replace('\t', ' ');
    }

    /** Reads lines and counts bytes. */
    private static final class Lines {
        private final InputStream in;
        private long read;

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0 || line.size() > LONGEST_LINE) {
                    throw new EOFException("cut off");
                }
                line.write(octet);
            }
            read += line.size() + 1;
            return line.toString(StandardCharsets.UTF_8);
        }
    }

    /** The summary while it is being read. */
    private static final class Head {
        private String report = "";
        private String to = "";
        private String from = "";
        private String time = "";
        private String due = "";
        private boolean toSender = true;
        private String message = "";
        private String subject = "";
        private final List<Failure> failures = new ArrayList<>();

        void take(String line) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            switch (line.substring(0, space)) {
                case "report" -> report = value;
                case "to" -> to = value;
                case "from" -> from = value;
                case "time" -> time = value;
                case "due" -> due = value;
                case "reader" -> toSender = !value.equals("postmaster");
                case "message" -> message = value;
                case "subject" -> subject = value;
                case "failure" -> failures.add(failure(value.split("\t", -1)));
                default -> {} // Of a newer version.
            }
        }

        private static Failure failure(String[] words) {
            return new Failure(words[0], words[1], words[2]);
        }

        Summary summary() {
            return new Summary(report, to, from, Instant.parse(time), toSender, message, subject, failures);
        }
    }
}
