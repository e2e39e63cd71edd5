package whybounce.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code v=STSv1; id=1;}: the form that several kinds of record share. Reading one ends well whatever it holds. */
public final class TagList {

    /** Who has more tags than these has something else. */
    private static final int MOST = 50;

    private TagList() {}

    /** The values by name in lower case, in order; of a repeated one the first. */
    public static Map<String, String> of(String text) {
        var tags = new LinkedHashMap<String, String>();
        for (var part : text.split(";", MOST)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return Collections.unmodifiableMap(tags);
    }
}
