package whybounce.check.spf;

import java.util.HashSet;
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
    private int lookups;

    private SpfSize(Dns dns) {
        this.dns = dns;
    }

    /** Counts; a record that includes itself is counted once, and more than thirty count as thirty. */
    public static int lookups(Dns dns, String record) {
        var size = new SpfSize(dns);
        size.add(record);
        return Math.min(size.lookups, ENOUGH);
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
        if (plain
                && lookups < ENOUGH
                && seen.add(target.text())
                && dns.ask(Question.txt(target.text())) instanceof Found<String>(var texts)) {
            texts.stream().filter(SpfRecord::isOne).findFirst().ifPresent(this::add);
        }
    }
}
