package whybounce.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Provider;
import whybounce.failure.Peer;

/**
 * Reads what a reply names: the address that was judged, the block list, the limit, and so on.
 *
 * <p>A reply is hostile input, and facts stand in our own sentences: only values of a known form and of few, plain
 * characters come out, and a link only where it leads to the pages of the platform that spoke.
 */
final class Facts {

    private static final int MAX_LINK = 200;
    private static final String SCHEME = "https://";

    /** The longest label of a domain name (RFC 1035 section 2.3.4). */
    private static final int MAX_SELECTOR = 63;

    private static final int MAX_REFERENCE = 24;

    /** The longest domain name in text (RFC 1035 section 2.3.4). */
    private static final int MAX_DOMAIN = 253;

    private static final List<String> BEFORE_DOMAIN = List.of(
            "domain", "email from", "mail from", "policy for", "policy of", "record of", "record for", "due to");

    private final String text;
    private final Map<String, String> facts = new HashMap<>();

    private Facts(Said said) {
        this.text = said.text().substring(said.from(), said.to());
    }

    /** The facts by placeholder name; those that the reply does not name are missing. */
    static Map<String, String> read(
            Said said, Optional<Peer> peer, Optional<Provider> provider, Optional<BlockList> list) {
        var facts = new Facts(said);
        facts.put("list", list.map(BlockList::name));
        provider.ifPresent(speaker -> facts.readLink(speaker.links()));
        facts.put("address", IpAddresses.firstIn(facts.text, peer.flatMap(Peer::address)));
        facts.put("selector", facts.selector());
        facts.put(
                "reference", facts.reference(provider.map(Provider::references).orElse(List.of())));
        String lower = facts.text.toLowerCase(Locale.ROOT);
        if (lower.length() == facts.text.length()) { // Few letters become two; then nothing stands where it stood.
            facts.put("named_domain", facts.domain(lower));
        }
        facts.put("limit", Amounts.limitIn(lower));
        facts.put("retry_after", Amounts.waitIn(lower));
        return Map.copyOf(facts.facts);
    }

    private void put(String name, Optional<String> value) {
        value.ifPresent(known -> facts.put(name, known));
    }

    private void readLink(List<String> allowed) {
        int at = text.indexOf(SCHEME);
        while (at >= 0) {
            int start = at + SCHEME.length();
            if (allowed.stream().anyMatch(prefix -> text.startsWith(prefix, start))) {
                facts.put("link", text.substring(at, linkEnd(start)));
                return;
            }
            at = text.indexOf(SCHEME, start);
        }
    }

    private int linkEnd(int from) {
        int at = from;
        while (at < text.length() && at - from < MAX_LINK && isLinkCharacter(text.charAt(at))) {
            at++;
        }
        // A full stop ends the sentence, not the link.
        while (text.charAt(at - 1) == '.' || text.charAt(at - 1) == '-') {
            at--;
        }
        return at;
    }

    private static boolean isLinkCharacter(char c) {
        return isPlain(c) || "-._~/?=&#%+:".indexOf(c) >= 0;
    }

    /** "selector=mail", "selector mail", or "mail._domainkey.example.com". */
    private Optional<String> selector() {
        int key = text.indexOf("._domainkey");
        if (key > 0) {
            int start = key;
            while (start > 0 && isSelectorCharacter(text.charAt(start - 1))) {
                start--;
            }
            return selector(start, key);
        }
        int word = text.indexOf("selector");
        if (word < 0) {
            return tag("s=").flatMap(at -> selector(at, end(at, Facts::isSelectorCharacter)));
        }
        int start = word + "selector".length();
        while (start < text.length() && " =:'\"".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int stop = end(start, Facts::isSelectorCharacter);
        return start == word + "selector".length() ? Optional.empty() : selector(start, stop);
    }

    /** Where the value of a tag of a DKIM signature begins (RFC 6376 section 3.5), as replies quote it. */
    private Optional<Integer> tag(String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            if (at > 0 && " ;,(".indexOf(text.charAt(at - 1)) >= 0) {
                return Optional.of(at + name.length());
            }
        }
        return Optional.empty();
    }

    private int end(int from, IntPredicate belongs) {
        int stop = from;
        while (stop < text.length() && belongs.test(text.charAt(stop))) {
            stop++;
        }
        return stop;
    }

    /** The domain that was judged: "sending domain [example.com]", "d=example.com". */
    private Optional<String> domain(String lower) {
        var tagged = tag("d=").flatMap(this::domainAt);
        if (tagged.isPresent()) {
            return tagged;
        }
        for (String words : BEFORE_DOMAIN) {
            for (int at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + 1)) {
                int start = at + words.length();
                while (start < text.length() && " [(<'\"=:".indexOf(text.charAt(start)) >= 0) {
                    start++;
                }
                var domain = start > at + words.length() ? domainAt(start) : Optional.<String>empty();
                if (domain.isPresent()) {
                    return domain;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> domainAt(int from) {
        int stop = end(from, c -> isPlain((char) c) || c == '.' || c == '-');
        while (stop > from && ".-".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        String domain = text.substring(from, stop).toLowerCase(Locale.ROOT);
        int dot = domain.lastIndexOf('.');
        return dot > 0 && domain.length() <= MAX_DOMAIN && Character.isLetter(domain.charAt(domain.length() - 1))
                ? Optional.of(domain)
                : Optional.empty();
    }

    private Optional<String> selector(int from, int to) {
        return to > from && to - from <= MAX_SELECTOR ? Optional.of(text.substring(from, to)) : Optional.empty();
    }

    private static boolean isSelectorCharacter(int c) {
        return isPlain((char) c) || c == '-' || c == '_';
    }

    /** The platform's own code, else a word in brackets that looks like one. */
    private Optional<String> reference(List<String> beginnings) {
        for (String beginning : beginnings) {
            for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
                int stop = referenceEnd(at + beginning.length());
                if (isOwnReference(at, stop, beginning)) {
                    return Optional.of(text.substring(at, stop));
                }
            }
        }
        return referenceInBrackets();
    }

    private int referenceEnd(int from) {
        int stop = from;
        while (stop < text.length() && isReferenceCharacter(text.charAt(stop))) {
            stop++;
        }
        while (stop > from && "-_".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        return stop;
    }

    /** A code of its own stands alone, and has a digit where not its very beginning marks it: "IB508", "HL:REP". */
    private boolean isOwnReference(int from, int to, String beginning) {
        return to > from + beginning.length()
                && to - from <= MAX_REFERENCE
                && (from == 0 || !isPlain(text.charAt(from - 1)))
                && (to == text.length() || !isPlain(text.charAt(to)))
                && ("#:".indexOf(beginning.charAt(beginning.length() - 1)) >= 0
                        || text.substring(from, to).chars().anyMatch(Character::isDigit));
    }

    /** A word in brackets that mixes capitals and digits: "[TSS04]", "(S3150)". */
    private Optional<String> referenceInBrackets() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '[' || c == '(') {
                int stop = at + 1;
                while (stop < text.length() && isReferenceCharacter(text.charAt(stop))) {
                    stop++;
                }
                if (stop < text.length() && ")]".indexOf(text.charAt(stop)) >= 0 && isReference(at + 1, stop)) {
                    return Optional.of(text.substring(at + 1, stop));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isReference(int from, int to) {
        return to - from >= 3
                && to - from <= MAX_REFERENCE
                && Character.isLetter(text.charAt(from))
                && text.substring(from, to).chars().anyMatch(Character::isDigit);
    }

    private static boolean isReferenceCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
