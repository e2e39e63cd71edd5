package whybounce.mailets.james;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The parameters that an operator gave a mailet which does not have them: slips of the pen, which James passes over.
 *
 * @param mailet its simple name
 * @param known the names of its parameters
 */
public record UnknownParameters(String mailet, Set<String> known) {

    /** James's own, which every mailet may have. */
    private static final Set<String> OF_ALL = Set.of("onMailetException", "onMatchException");

    /** James hands what begins so to javax.mail. */
    private static final String OF_JAVAX_MAIL = "mail.";

    public UnknownParameters {
        known = Set.copyOf(known);
    }

    /** A sentence for each. */
    public List<String> warnings(Iterator<String> given) {
        var warnings = new ArrayList<String>();
        while (given.hasNext()) {
            String name = given.next();
            if (!isKnown(name)) {
                warnings.add("<" + AttemptLog.safe(name) + "> is no parameter of " + mailet + " and does nothing."
                        + similar(name));
            }
        }
        return warnings;
    }

    private boolean isKnown(String name) {
        return known.contains(name)
                || OF_ALL.contains(name)
                || name.startsWith(OF_JAVAX_MAIL)
                // XML attributes, such as the class of the mailet itself.
                || name.contains("[@");
    }

    private String similar(String name) {
        return known.stream()
                .filter(other -> letters(other).equals(letters(name)))
                .findFirst()
                .map(other -> " <" + other + "> is meant.")
                .orElse("");
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
