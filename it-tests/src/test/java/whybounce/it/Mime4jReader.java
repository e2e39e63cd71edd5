package whybounce.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.MimeConfig;
import whybounce.it.ParsedReport.Field;
import whybounce.reply.Octets;

/** Takes a report apart with Apache Mime4j. */
final class Mime4jReader {

    private Mime4jReader() {}

    static ParsedReport read(byte[] bytes) throws IOException {
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        var message = builder.parseMessage(new ByteArrayInputStream(bytes));
        var parts = ((Multipart) message.getBody()).getBodyParts();
        return new ParsedReport(
                header(message),
                message.getHeader().getField("Content-Type").getBody(),
                parts.stream().map(Entity::getMimeType).toList(),
                human(parts.get(0), "text/plain"),
                human(parts.get(0), "text/html"),
                part(parts, 1),
                part(parts, 2));
    }

    private static Octets part(List<Entity> parts, int number) throws IOException {
        return Octets.of(
                number < parts.size() && !(parts.get(number).getBody() instanceof Multipart)
                        ? content(parts.get(number))
                        : new byte[0]);
    }

    private static List<Field> header(Message message) {
        return message.getHeader().getFields().stream()
                .map(field -> new Field(
                        field.getName(),
                        DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT)
                                .strip()))
                .toList();
    }

    private static String human(Entity part, String type) throws IOException {
        if (part.getBody() instanceof Multipart alternatives) {
            for (var alternative : alternatives.getBodyParts()) {
                if (alternative.getMimeType().equals(type)) {
                    return text(alternative);
                }
            }
            return "";
        }
        return part.getMimeType().equals(type) ? text(part) : "";
    }

    private static String text(Entity part) throws IOException {
        return new String(content(part), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static byte[] content(Entity part) throws IOException {
        var out = new ByteArrayOutputStream();
        if (part.getBody() instanceof SingleBody body) {
            try (var in = body.getInputStream()) {
                in.transferTo(out);
            }
        } else {
            new DefaultMessageWriter().writeBody(part.getBody(), out);
        }
        return out.toByteArray();
    }
}
