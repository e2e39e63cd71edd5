package whybounce.classify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The ways in which one phrase is spelled: "does not exist" and "doesn't exist", "email" and "e-mail", "authorized" and
 * "authorised".
 *
 * <p>The catalogue has one of them; the build adds the others, so that reading a reply costs no more.
 */
final class Spellings {

    /** Words that stand for each other; the first may be replaced by the second and, where both ways, the other way. */
    private record Pair(String one, String other, boolean bothWays) {}

    /** A phrase of many such words would have too many spellings. */
    private static final int MAX = 12;

    private static final List<Pair> PAIRS = List.of(
            same("mailbox", "mail box"),
            same("blacklist", "black list"),
            same("blacklisted", "black listed"),
            same("blocklist", "block list"),
            new Pair("blacklist", "block list", false),
            new Pair("blacklisted", "block listed", false),
            same("blocklisted", "block listed"),
            same("whitelist", "white list"),
            new Pair("not exist", "exist not", false),
            new Pair("has been", "is", false));

    private Spellings() {}

    private static Pair same(String one, String other) {
        return new Pair(one, other, true);
    }

    /** Each phrase and, behind it, its other spellings. */
    static List<String> of(List<String> phrases) {
        var all = new LinkedHashSet<String>();
        for (String phrase : phrases) {
            all.addAll(of(phrase));
        }
        return List.copyOf(all);
    }

    private static List<String> of(String phrase) {
        var spellings = new ArrayList<String>();
        spellings.add(phrase);
        String word = phrase.replace("*", "");
        // "sender*" is also the sender of other languages, which does not begin so.
        if (phrase.endsWith("*") && !WordForms.othersOf(word).isEmpty()) {
            spellings.add(word);
        }
        for (var pair : PAIRS) {
            for (String spelling : List.copyOf(spellings)) {
                add(spelling, pair.one(), pair.other(), spellings);
                if (pair.bothWays()) {
                    add(spelling, pair.other(), pair.one(), spellings);
                }
            }
        }
        return spellings.subList(0, Math.min(spellings.size(), MAX));
    }

    private static void add(String phrase, String words, String instead, List<String> spellings) {
        String spaced = " " + phrase + " ";
        String changed = spaced.replace(" " + words + " ", " " + instead + " ").strip();
        if (!changed.equals(phrase) && !spellings.contains(changed)) {
            spellings.add(changed);
        }
    }
}
