package whybounce.check.tls;

import java.util.Map;
import java.util.Optional;
import whybounce.check.TagList;

/** A record that begins with its version. */
final class Tags {

    private Tags() {}

    /** By name; nothing where the text does not begin with this version. */
    static Optional<Map<String, String>> of(String text, String version) {
        var tags = TagList.of(text);
        boolean first = tags.keySet().stream().findFirst().filter("v"::equals).isPresent();
        return first && version.equals(tags.get("v")) ? Optional.of(tags) : Optional.empty();
    }
}
