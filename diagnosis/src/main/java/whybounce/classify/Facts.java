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

    static final String NAMED_DOMAIN = "named_domain";

    /** Longer ones do not fit into a sentence. */
    private static final int MAX_LINK = 200;

    /** What a link may hold (RFC 3986 section 2.2) and none of ours does. */
    private static final String LEFT_OUT = "!$*,;@";

    private static final String SCHEME = "https://";

    /** The longest label of a domain name (RFC 1035 section 2.3.4). */
    private static final int MAX_SELECTOR = 63;

    private final String text;

    /** Whether there was more of it than was read. */
    private final boolean cut;

    private final Map<String, String> facts = new HashMap<>();

    private Facts(Said said) {
        this.text = said.text().substring(said.from(), said.to());
        this.cut = said.to() == NormalText.MAX_CHARS && said.to() < said.text().length();
    }

    /** The facts by placeholder name; those that the reply does not name are missing. */
    static Map<String, String> read(
            Said said, Optional<Peer> peer, Optional<Provider> provider, Optional<BlockList> list) {
        var facts = new Facts(said);
        facts.put("list", list.map(BlockList::name));
        provider.ifPresent(speaker -> facts.readLink(speaker.links()));
        facts.put("address", new IpAddresses(facts.text, peer).sending());
        facts.put("selector", facts.selector());
        facts.put(
                "reference",
                References.in(facts.text, provider.map(Provider::references).orElse(List.of())));
        String lower = facts.text.toLowerCase(Locale.ROOT);
        if (lower.length() == facts.text.length()) { // Few letters become two; then nothing stands where it stood.
            facts.put(NAMED_DOMAIN, new NamedDomain(facts.text, lower, peer).domain());
        }
        var amounts = Amounts.in(lower);
        facts.put("limit", amounts.limit());
        facts.put("retry_after", amounts.retryAfter());
        return Map.copyOf(facts.facts);
    }

    private void put(String name, Optional<String> value) {
        value.ifPresent(known -> facts.put(name, known));
    }

    private void readLink(List<String> allowed) {
        for (int at = text.indexOf(SCHEME); at >= 0; at = text.indexOf(SCHEME, at + 1)) {
            int start = at + SCHEME.length();
            if (allowed.stream().anyMatch(prefix -> text.startsWith(prefix, start))) {
                int stop = linkEnd(start);
                if (isWhole(start, stop)) {
                    facts.put("link", text.substring(at, withoutFullStop(stop)));
                    return;
                }
            }
        }
    }

    private int linkEnd(int from) {
        int stop = from;
        while (stop < text.length() && stop - from <= MAX_LINK && isLinkCharacter(text.charAt(stop))) {
            stop++;
        }
        return stop;
    }

    /** What is cut off leads elsewhere, be it at our limit, where reading ended, or at a character that we leave out. */
    private boolean isWhole(int from, int to) {
        if (to - from > MAX_LINK || (cut && to == text.length())) {
            return false;
        }
        boolean goesOn = to + 1 < text.length() && isPlain(text.charAt(to + 1));
        return !goesOn || LEFT_OUT.indexOf(text.charAt(to)) < 0;
    }

    /** A full stop ends the sentence, not the link. */
    private int withoutFullStop(int to) {
        int stop = to;
        while (text.charAt(stop - 1) == '.' || text.charAt(stop - 1) == '-') {
            stop--;
        }
        return stop;
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

    private Optional<String> selector(int from, int to) {
        return to > from && to - from <= MAX_SELECTOR ? Optional.of(text.substring(from, to)) : Optional.empty();
    }

    private static boolean isSelectorCharacter(int c) {
        return isPlain((char) c) || c == '-' || c == '_';
    }

    static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether one of the words stands in the text. */
    static boolean anyIn(List<String> words, String text) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
