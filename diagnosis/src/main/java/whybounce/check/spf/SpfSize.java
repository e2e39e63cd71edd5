package whybounce.check.spf;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.Question;

/**
 * How many terms of a record ask the DNS, with those of all that it includes: what it takes before an address is found not
 * to be named. RFC 7208 section 4.6.4 allows for ten; what comes after them is not seen.
 */
public final class SpfSize {

    /** Nobody needs to know by how much it is too many. */
    private static final int ENOUGH = 30;

    private final Dns dns;
    private final Set<String> seen = new HashSet<>();

    /** The domains whose records are open: one that comes again leads round in a circle. */
    private final Set<String> open = new HashSet<>();

    private int lookups;
    private Optional<String> circle = Optional.empty();

    private SpfSize(Dns dns) {
        this.dns = dns;
    }

    /** Counts; a record that is included twice is counted once, and more than thirty count as thirty. */
    public static SpfSize of(Dns dns, String domain, String record) {
        var size = new SpfSize(dns);
        size.open.add(domain.toLowerCase(Locale.ROOT));
        size.add(record);
        return size;
    }

    public int lookups() {
        return Math.min(lookups, ENOUGH);
    }

    /** A domain whose record includes itself, directly or by others. */
    public Optional<String> circle() {
        return circle;
    }

    private void add(String text) {
        if (!SpfRecord.isOne(text)) {
            return;
        }
        var record = SpfRecord.parse(text);
        for (var term : record.mechanisms()) {
            lookups += term.asks() ? 1 : 0;
            if (term.kind() == SpfTerm.Kind.INCLUDE) {
                term.domain().ifPresent(this::follow);
            }
            if (term.kind() == SpfTerm.Kind.ALL) {
                return;
            }
        }
        record.modifier("redirect").ifPresent(redirect -> {
            lookups++;
            follow(redirect.value());
        });
    }

    private void follow(MacroString target) {
        boolean plain = target.parts().stream().allMatch(MacroString.Literal.class::isInstance);
        var domain = target.text().toLowerCase(Locale.ROOT);
        if (open.contains(domain)) {
            circle = Optional.of(domain);
        } else if (plain
                && lookups < ENOUGH
                && seen.add(domain)
                && dns.ask(Question.txt(domain)) instanceof Found<String>(var texts)) {
            open.add(domain);
            texts.stream().filter(SpfRecord::isOne).findFirst().ifPresent(this::add);
            open.remove(domain);
        }
    }
}
