package whybounce.testbed.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import whybounce.reply.Octets;

/**
 * A report as it lay in the sender's mailbox.
 *
 * @param answers the Message-ID that it answers
 * @param fates for each recipient the action and the cause it names: {@code failed mailbox-full}
 */
record ArrivedReport(
        Octets message, String subject, Optional<String> answers, String text, String html, Map<String, String> fates) {

    private static final Pattern BLANK_LINE = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");

    /**
     * Takes a message apart.
     *
     * @throws IOException when it is no report of three parts with text, HTML and a machine part
     */
    static ArrivedReport read(byte[] bytes) throws IOException {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            var report = multipart(message.getContent());
            var human = multipart(report.getBodyPart(0).getContent());
            return new ArrivedReport(
                    Octets.of(bytes),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    Optional.ofNullable(message.getHeader("In-Reply-To", null)),
                    content(human.getBodyPart(0)),
                    content(human.getBodyPart(1)),
                    fates(new String(report.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IOException("not a report: " + e.getMessage(), e);
        }
    }

    private static Multipart multipart(Object content) throws IOException {
        if (content instanceof Multipart parts) {
            return parts;
        }
        throw new IOException("not a report: a multipart is missing");
    }

    private static String content(BodyPart part) throws IOException, MessagingException {
        return part.getContent().toString().replace("\r\n", "\n");
    }

    // RFC 3464 section 2.1: a block for the message, then one for each recipient, parted by blank lines.
    private static Map<String, String> fates(String machinePart) {
        var fates = new LinkedHashMap<String, String>();
        BLANK_LINE.splitAsStream(machinePart).skip(1).map(ArrivedReport::fields).forEach(fields -> {
            String recipient = fields.getOrDefault("final-recipient", "");
            fates.put(
                    recipient.substring(recipient.indexOf(';') + 1).strip(),
                    fields.getOrDefault("action", "none") + " " + fields.getOrDefault("x-whybounce-cause", "none"));
        });
        return fates;
    }

    private static Map<String, String> fields(String block) {
        var fields = new LinkedHashMap<String, String>();
        FOLD.matcher(block).replaceAll(" ").lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return fields;
    }
}
