package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import whybounce.probe.home.Sought;
import whybounce.reply.Octets;

/** The message that is sent: a file as it is, or a few lines of ours. */
sealed interface TestMessage {

    long octets() throws IOException;

    InputStream open() throws IOException;

    /** A whole message in a file. */
    record InFile(Path file) implements TestMessage {
        @Override
        public long octets() throws IOException {
            return Files.size(file);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** A message in memory. */
    record Written(String text) implements TestMessage {
        @Override
        public long octets() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Octets in memory. */
    record Stored(Octets bytes) implements TestMessage {
        @Override
        public long octets() {
            return bytes.length();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }

    /** What {@code request} asks for, signed if it asks for that. */
    static TestMessage of(SendRequest request, ZonedDateTime now) throws IOException {
        return signed(unsigned(request, now), request, now);
    }

    /** The same as {@code request} has messages signed. */
    static TestMessage signed(TestMessage message, SendRequest request, ZonedDateTime now) throws IOException {
        var signature = request.content().signature();
        return signature.isEmpty() ? message : Signing.sign(message, signature.get(), now.toInstant());
    }

    private static TestMessage unsigned(SendRequest request, ZonedDateTime now) {
        if (request.content().file().isPresent()) {
            return new InFile(Path.of(request.content().file().get()));
        }
        return new Written(headers(request, now) + "\r\n" + body(request) + "\r\n");
    }

    private static String body(SendRequest request) {
        return request.content().body().orElse("This is a test of mail delivery, sent by smtp-probe of whybounce.");
    }

    private static String headers(SendRequest request, ZonedDateTime now) {
        var headers = new StringBuilder();
        for (var own : request.content().headers()) {
            headers.append(own).append("\r\n");
        }
        // RFC 5322 section 3.3.
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.withZoneSameInstant(ZoneOffset.UTC));
        var domain = request.from().substring(request.from().lastIndexOf('@') + 1);
        usual(headers, request, "Date", date);
        usual(headers, request, "From", "<" + request.from() + ">");
        usual(headers, request, "To", "<" + request.to() + ">");
        usual(headers, request, "Subject", "Test of mail delivery");
        var id = request.follow().isPresent() ? MessageId.secret() : MessageId.unique(now.toInstant());
        usual(headers, request, "Message-ID", "<" + id + "@" + (domain.isEmpty() ? "localhost" : domain) + ">");
        if (request.follow().isPresent()) {
            usual(headers, request, Sought.OWN_FIELD, id);
        }
        usual(headers, request, "Auto-Submitted", "auto-generated"); // RFC 3834 section 5: nobody is to answer.
        usual(headers, request, "X-Mailer", "smtp-probe (whybounce)");
        usual(headers, request, "MIME-Version", "1.0");
        usual(headers, request, "Content-Type", "text/plain; charset=UTF-8");
        usual(headers, request, "Content-Transfer-Encoding", "8bit");
        return headers.toString();
    }

    private static void usual(StringBuilder headers, SendRequest request, String name, String value) {
        if (!isGiven(request.content().headers(), name + ":")) {
            headers.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private static boolean isGiven(List<String> headers, String start) {
        for (var own : headers) {
            if (own.regionMatches(true, 0, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }
}
