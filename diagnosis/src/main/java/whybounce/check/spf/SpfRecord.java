package whybounce.check.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.check.spf.SpfTerm.Broken;
import whybounce.check.spf.SpfTerm.Mechanism;
import whybounce.check.spf.SpfTerm.Modifier;

/**
 * A record that was read. Whatever stands in it, reading it ends well: a term that cannot be understood is
 * {@link Broken}.
 *
 * @param text as it stands in the DNS
 */
record SpfRecord(String text, List<SpfTerm> terms) {

    private static final String VERSION = "v=spf1";

    SpfRecord {
        terms = List.copyOf(terms);
    }

    // RFC 7208 section 4.5: the version ends at a space or at the record's end.
    static boolean isOne(String text) {
        return text.length() >= VERSION.length()
                && text.substring(0, VERSION.length()).equalsIgnoreCase(VERSION)
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    /** Reads a record for which {@link #isOne} holds. */
    static SpfRecord parse(String text) {
        var terms = new ArrayList<SpfTerm>();
        for (var term : text.substring(VERSION.length()).split(" ", -1)) {
            if (!term.isEmpty()) {
                terms.add(SpfSyntax.term(term));
            }
        }
        return new SpfRecord(text, withoutRepetition(terms));
    }

    // RFC 7208 section 6: redirect and exp may stand there once each.
    private static List<SpfTerm> withoutRepetition(List<SpfTerm> terms) {
        var seen = new ArrayList<String>();
        return terms.stream()
                .map(term -> {
                    if (!(term instanceof Modifier modifier) || !modifier.name().matches("redirect|exp")) {
                        return term;
                    }
                    boolean again = seen.contains(modifier.name());
                    seen.add(modifier.name());
                    return again ? new Broken(term.text(), "a second " + modifier.name()) : term;
                })
                .toList();
    }

    Optional<Broken> firstBroken() {
        return terms.stream()
                .filter(Broken.class::isInstance)
                .map(Broken.class::cast)
                .findFirst();
    }

    List<Mechanism> mechanisms() {
        return terms.stream()
                .filter(Mechanism.class::isInstance)
                .map(Mechanism.class::cast)
                .toList();
    }

    Optional<Modifier> modifier(String name) {
        return terms.stream()
                .filter(Modifier.class::isInstance)
                .map(Modifier.class::cast)
                .filter(modifier -> modifier.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
