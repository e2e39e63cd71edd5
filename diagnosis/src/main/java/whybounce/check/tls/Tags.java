package whybounce.check.tls;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code v=STSv1; id=1;}: the form of both records that this package reads. */
final class Tags {

    private static final int MOST = 50;

    private Tags() {}

    /** By name in lower case; nothing where the text does not begin with this version. */
    static Optional<Map<String, String>> of(String text, String version) {
        var tags = new LinkedHashMap<String, String>();
        for (var part : text.split(";", MOST)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        boolean first = tags.keySet().stream().findFirst().filter("v"::equals).isPresent();
        return first && version.equals(tags.get("v")) ? Optional.of(tags) : Optional.empty();
    }
}
