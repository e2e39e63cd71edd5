package whybounce.it;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import whybounce.it.ParsedReport.Field;
import whybounce.reply.Octets;

/** Takes a report apart with Eclipse Angus (jakarta.mail). */
final class AngusReader {

    private AngusReader() {}

    static ParsedReport read(byte[] bytes) throws IOException {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            var parts = parts(message);
            return new ParsedReport(
                    header(message),
                    message.getHeader("Content-Type", null),
                    parts.stream().map(AngusReader::type).toList(),
                    human(parts.get(0), "text/plain"),
                    human(parts.get(0), "text/html"),
                    part(parts, 1),
                    part(parts, 2));
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static Octets part(List<BodyPart> parts, int number) throws MessagingException, IOException {
        return Octets.of(
                number < parts.size() && !parts.get(number).isMimeType("multipart/*")
                        ? content(parts.get(number))
                        : new byte[0]);
    }

    private static List<Field> header(MimeMessage message) throws MessagingException, IOException {
        var fields = new ArrayList<Field>();
        for (var header : Collections.list(message.getAllHeaders())) {
            var value = MimeUtility.decodeText(MimeUtility.unfold(header.getValue()));
            fields.add(new Field(header.getName(), value.strip()));
        }
        return fields;
    }

    /** Not by getContent: the content handlers of javax.mail are on the same class path. */
    private static List<BodyPart> parts(Part part) throws MessagingException, IOException {
        var multipart = new MimeMultipart(new ByteArrayDataSource(raw(part), part.getContentType()));
        var parts = new ArrayList<BodyPart>();
        for (int i = 0; i < multipart.getCount(); i++) {
            parts.add(multipart.getBodyPart(i));
        }
        return parts;
    }

    private static byte[] raw(Part part) throws MessagingException, IOException {
        return part instanceof MimeMessage message
                ? message.getRawInputStream().readAllBytes()
                : ((MimeBodyPart) part).getRawInputStream().readAllBytes();
    }

    private static String human(BodyPart part, String type) throws MessagingException, IOException {
        if (part.isMimeType("multipart/alternative")) {
            for (var alternative : parts(part)) {
                if (alternative.isMimeType(type)) {
                    return text(alternative);
                }
            }
            return "";
        }
        return part.isMimeType(type) ? text(part) : "";
    }

    private static String text(BodyPart part) throws MessagingException, IOException {
        return new String(content(part), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static byte[] content(BodyPart part) throws MessagingException, IOException {
        try (var in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String type(BodyPart part) {
        try {
            return new jakarta.mail.internet.ContentType(part.getContentType()).getBaseType();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
