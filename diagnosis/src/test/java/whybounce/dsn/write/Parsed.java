package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** A written report, cut into its parts by Angus Mail. */
record Parsed(MimeMessage message, MimeMultipart parts) {

    private static final Pattern UNFOLD = Pattern.compile("\r\n(?=[ \t])");

    static Parsed of(byte[] bytes) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            return new Parsed(message, (MimeMultipart) message.getContent());
        } catch (MessagingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Parsed of(Scene scene) {
        return of(scene.written());
    }

    String header(String name) throws MessagingException {
        var values = message.getHeader(name);
        assertThat(values).as(name).hasSize(1);
        return UNFOLD.matcher(values[0]).replaceAll("");
    }

    BodyPart part(int index) throws MessagingException {
        return parts.getBodyPart(index);
    }

    String text() throws MessagingException, IOException {
        return human(0, "text/plain");
    }

    String html() throws MessagingException, IOException {
        return human(1, "text/html");
    }

    private String human(int index, String type) throws MessagingException, IOException {
        var alternative = (MimeMultipart) part(0).getContent();
        var part = alternative.getBodyPart(index);
        assertThat(part.isMimeType(type)).isTrue();
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    /** The machine part as it stands. */
    String machine() throws MessagingException, IOException {
        return new String(part(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The fields of the machine part, unfolded. */
    List<String> fields() throws MessagingException, IOException {
        return UNFOLD.matcher(machine()).replaceAll("").lines().toList();
    }

    String field(String name) throws MessagingException, IOException {
        var found =
                fields().stream().filter(line -> line.startsWith(name + ": ")).toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst().substring(name.length() + 2);
    }

    byte[] original() throws MessagingException, IOException {
        return raw(part(2));
    }

    private static byte[] raw(Part part) throws MessagingException, IOException {
        return ((jakarta.mail.internet.MimeBodyPart) part).getRawInputStream().readAllBytes();
    }
}
