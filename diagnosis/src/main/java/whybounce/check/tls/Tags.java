package whybounce.check.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.check.TagList;

/** A record that begins with its version. */
final class Tags {

    private Tags() {}

    /** Of several texts those that begin with it. */
    static List<Map<String, String>> records(List<String> texts, String version) {
        return texts.stream().flatMap(text -> of(text, version).stream()).toList();
    }

    /** By name; nothing where the text does not begin with this version. */
    private static Optional<Map<String, String>> of(String text, String version) {
        var tags = TagList.of(text);
        boolean first = tags.keySet().stream().findFirst().filter("v"::equals).isPresent();
        return first && version.equals(tags.get("v")) ? Optional.of(tags) : Optional.empty();
    }
}
