package whybounce.check.dmarc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.check.Foreign;

/**
 * A record that was read (RFC 9989 section 4.7). Whatever stands in it, reading it ends well.
 *
 * @param text as it stands in the DNS
 * @param tags by name in lower case; of a repeated one the first
 */
public record DmarcRecord(String text, Map<String, String> tags) {

    private static final String VERSION = "DMARC1";

    /** Known ones, and those that RFC 9989 took away and that old receivers may still look at. */
    private static final List<String> KNOWN =
            List.of("v", "p", "sp", "np", "adkim", "aspf", "fo", "psd", "rua", "ruf", "t");

    private static final List<String> REMOVED = List.of("pct", "rf", "ri");

    /** Who has more tags than these has no DMARC record. */
    private static final int MOST_TAGS = 50;

    public DmarcRecord {
        tags = Map.copyOf(tags);
    }

    /** What a domain asks receivers to do. */
    public enum Policy {
        NONE,
        QUARANTINE,
        REJECT;

        static Optional<Policy> of(String text) {
            for (var policy : values()) {
                if (policy.name().equalsIgnoreCase(text)) {
                    return Optional.of(policy);
                }
            }
            return Optional.empty();
        }

        /** As {@code t=y} wants it: RFC 9989 section 4.7. */
        Policy milder() {
            return this == REJECT ? QUARANTINE : NONE;
        }
    }

    /** Reads one; nothing where the text is no DMARC record at all. */
    public static Optional<DmarcRecord> parse(String text) {
        var tags = new LinkedHashMap<String, String>();
        for (var part : text.split(";", MOST_TAGS)) {
            int equals = part.indexOf('=');
            if (equals >= 0) {
                tags.putIfAbsent(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
            // RFC 9989 section 4.7: the version comes first, and its case counts.
            if (!VERSION.equals(tags.get("v"))) {
                return Optional.empty();
            }
        }
        return Optional.of(new DmarcRecord(text, tags));
    }

    public Optional<String> tag(String name) {
        return Optional.ofNullable(tags.get(name));
    }

    /** Of the domain itself; without one that can be read it is none. */
    public Policy policy() {
        return tag("p").flatMap(Policy::of).orElse(Policy.NONE);
    }

    /** Of its subdomains. */
    public Policy subdomainPolicy() {
        return tag("sp").flatMap(Policy::of).orElse(policy());
    }

    /** Of subdomains that do not exist. */
    public Policy missingPolicy() {
        return tag("np").flatMap(Policy::of).orElse(subdomainPolicy());
    }

    public boolean isStrictForSpf() {
        return tag("aspf").filter("s"::equalsIgnoreCase).isPresent();
    }

    public boolean isStrictForDkim() {
        return tag("adkim").filter("s"::equalsIgnoreCase).isPresent();
    }

    public boolean isTest() {
        return tag("t").filter("y"::equalsIgnoreCase).isPresent();
    }

    boolean isPublicSuffix() {
        return tag("psd").filter("y"::equalsIgnoreCase).isPresent();
    }

    boolean isOrganization() {
        return tag("psd").filter("n"::equalsIgnoreCase).isPresent();
    }

    /** What is wrong or of no use in it, a sentence each. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (tag("p").isEmpty()) {
            warnings.add("The record has no policy (p=): it counts as p=none.");
        }
        for (var name : List.of("p", "sp", "np")) {
            tag(name)
                    .filter(value -> Policy.of(value).isEmpty())
                    .ifPresent(value -> warnings.add("\"" + name + "=" + Foreign.text(value)
                            + "\" is no policy: there are none, quarantine and reject."));
        }
        tags.keySet().stream()
                .sorted()
                .filter(name -> !KNOWN.contains(name))
                .map(name -> REMOVED.contains(name)
                        ? "\"" + name + "\" was taken out of DMARC by RFC 9989; new receivers pass over it."
                        : "\"" + Foreign.text(name) + "\" is nothing that DMARC knows.")
                .forEach(warnings::add);
        if (isTest() && policy() != Policy.NONE) {
            warnings.add("It is in test mode (t=y): receivers are asked for less than the policy says.");
        }
        return warnings;
    }
}
