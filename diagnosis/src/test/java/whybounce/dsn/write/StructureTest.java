package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two parsers that do not know each other see the same parts in every report. */
class StructureTest {

    private static final List<String> USUAL =
            List.of("multipart/alternative", "text/plain", "text/html", "message/delivery-status", "message/rfc822");

    private static final Map<String, List<String>> OTHER = Map.of(
            "plain", List.of("text/plain", "message/delivery-status", "message/rfc822"),
            "alias-headers-only",
                    List.of(
                            "multipart/alternative",
                            "text/plain",
                            "text/html",
                            "message/delivery-status",
                            "text/rfc822-headers"),
            "smtputf8",
                    List.of(
                            "multipart/alternative",
                            "text/plain",
                            "text/html",
                            "message/global-delivery-status",
                            "message/global"));

    @TestFactory
    Stream<DynamicTest> the_parts_in_order() {
        return Scenes.written().entrySet().stream()
                .map(scene -> DynamicTest.dynamicTest(scene.getKey(), () -> {
                    var expected = OTHER.getOrDefault(scene.getKey(), USUAL);
                    assertThat(mime4j(scene.getValue())).isEqualTo(expected);
                    assertThat(angus(scene.getValue())).isEqualTo(expected);
                }));
    }

    private static List<String> mime4j(byte[] report) throws IOException {
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.STRICT);
        var types = new ArrayList<String>();
        collect(builder.parseMessage(new ByteArrayInputStream(report)), types);
        return types;
    }

    private static void collect(Entity entity, List<String> types) {
        if (entity.getBody() instanceof Multipart parts) {
            for (Entity part : parts.getBodyParts()) {
                types.add(part.getMimeType());
                collect(part, types);
            }
        }
    }

    private static List<String> angus(byte[] report) throws Exception {
        var types = new ArrayList<String>();
        collect(Parsed.of(report).parts(), types);
        return types;
    }

    private static void collect(jakarta.mail.Multipart parts, List<String> types) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            var part = parts.getBodyPart(i);
            types.add(part.getContentType().replaceFirst(";(?s).*", ""));
            if (part.getContent() instanceof jakarta.mail.Multipart inner) {
                collect(inner, types);
            }
        }
    }
}
