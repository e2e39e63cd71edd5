package whybounce.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that somebody else wrote, made fit to be shown: without control, bidirectional and zero-width characters,
 * bounded, and with addresses of the web and of mail that no program turns into a link.
 */
public final class RemoteText {

    /** A reply longer than this is no explanation any more; the machine part has it all. */
    public static final int MAX_CHARS = 2_000;

    /** More lines than the longest reply of the large providers. */
    public static final int MAX_LINES = 20;

    /** A named fact (an address, a list, a limit) is short; what is longer is prose, and dropped. */
    static final int MAX_FACT = 80;

    /** The longest address of RFC 5321 section 4.5.3.1, and its quotes. */
    static final int MAX_NAME = 330;

    /** No word of a language is longer; what is longer shows nothing to a reader. */
    static final int MAX_WORD = 300;

    /** They are compiled when a text first needs one: most need none. */
    private static final class Patterns {

        private static final Pattern LONG_WORD = Pattern.compile("\\S{" + (MAX_WORD + 1) + ",}+");

        /** Control sequences of ECMA-48: those that begin with CSI, and titles that end with BEL or ST. */
        private static final Pattern TERMINAL = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]{0,40}[ -/]{0,8}[@-~]"
                + "|\\x1b\\][^\\x07\\x1b\\r\\n]{0,200}(?:\\x07|\\x1b\\\\)");

        // Each of them is one pass over bounded text: no nested repetition.
        private static final Pattern WEB =
                Pattern.compile("(?i)\\b([a-z][a-z0-9+-]{1,15})://([^\\s/?#]{1,255})|\\bwww\\.[^\\s/?#]{1,250}");
        private static final Pattern LOOSE_SCHEME = Pattern.compile("(?i)\\b(mailto|javascript|data|tel|sip|xmpp):");
        private static final Pattern HOST_WITH_PATH =
                Pattern.compile("(?i)(?<![\\w./\\]@-])([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8})(?=/[^\\s])");
        private static final Pattern MAILBOX = Pattern.compile("[^\\s<>@\"(),;:]{1,64}@([a-zA-Z0-9.-]{1,255})");

        private static final Pattern OPEN_DOT = Pattern.compile("(?<!\\[)\\.");
    }

    private RemoteText() {}

    /**
     * Lines to show as a quote.
     *
     * @param cut whether lines or characters were left out
     * @param defanged whether an address in it was made harmless
     */
    public record Quote(List<String> lines, boolean cut, boolean defanged) {
        public Quote {
            lines = List.copyOf(lines);
        }
    }

    /** {@code text} as lines of a quote; {@code harmless} knows the web hosts and mail addresses that may stay as they are. */
    public static Quote quote(String text, Predicate<String> harmless) {
        var lines = new ArrayList<String>();
        int room = MAX_CHARS;
        boolean cut = false;
        boolean defanged = false;
        for (var line : text.lines().limit(MAX_LINES + 1L).toList()) {
            var clean = line(line);
            if (clean.isEmpty()) {
                continue;
            }
            if (lines.size() == MAX_LINES || room <= 0) {
                return new Quote(lines, true, defanged);
            }
            var words = clean.length() <= MAX_WORD
                    ? clean
                    : Patterns.LONG_WORD.matcher(clean).replaceAll(m -> Matcher.quoteReplacement(shortened(m.group())));
            var bounded = cut(words, room);
            cut |= !bounded.equals(clean);
            room -= bounded.length();
            var safe = defanged(bounded, harmless);
            defanged |= !safe.equals(bounded);
            lines.add(safe);
        }
        return new Quote(lines, cut, defanged);
    }

    /** {@code text} on one line, without anything invisible. */
    public static String line(String text) {
        if (isPrintable(text)) {
            return text.strip();
        }
        var out = new StringBuilder(Math.min(text.length(), MAX_CHARS));
        var plain = withoutTerminalCodes(text);
        for (int at = 0; at < plain.length(); ) {
            int c = plain.codePointAt(at);
            append(out, c);
            at += Character.charCount(c);
        }
        return out.toString().strip();
    }

    /** A name, such as an address or a host, on one line and bounded. */
    public static String name(String text) {
        return cut(line(cut(text, 4 * MAX_NAME)), MAX_NAME);
    }

    /** {@code text} as a fact to put into a sentence, when it can be one. */
    public static Optional<String> fact(String text) {
        var clean = line(cut(text, 4 * MAX_FACT));
        return clean.isEmpty() || clean.length() > MAX_FACT
                ? Optional.empty()
                : Optional.of(defanged(clean, anything -> false));
    }

    /** Whether it is letters, digits, signs and spaces of ASCII, and nothing else. */
    public static boolean isPrintable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder out, int c) {
        switch (Character.getType(c)) {
            // Bidirectional and zero-width characters are format characters.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> {
                if (c == '\t') {
                    out.append(' ');
                }
            }
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> out.append(' ');
            default -> out.appendCodePoint(c);
        }
    }

    private static String withoutTerminalCodes(String text) {
        return text.indexOf('\u001b') < 0 && text.indexOf('\u009b') < 0
                ? text
                : Patterns.TERMINAL.matcher(text).replaceAll("");
    }

    private static String shortened(String word) {
        var shown = cut(word, MAX_WORD);
        return String.format(Locale.ROOT, "%s... [%,d more characters]", shown, word.length() - shown.length());
    }

    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }

    // Each pattern is run only where the character is that it cannot do without.
    private static String defanged(String text, Predicate<String> harmless) {
        var safe = text;
        if (safe.contains("://") || safe.toLowerCase(Locale.ROOT).contains("www.")) {
            safe = Patterns.WEB.matcher(safe).replaceAll(m -> Matcher.quoteReplacement(web(m, harmless)));
        }
        if (safe.indexOf(':') >= 0) {
            safe = Patterns.LOOSE_SCHEME.matcher(safe).replaceAll("$1[:]");
        }
        if (safe.indexOf('/') >= 0) {
            safe = Patterns.HOST_WITH_PATH.matcher(safe).replaceAll(m -> dots(m.group(), harmless, m.group(1)));
        }
        if (safe.indexOf('@') >= 0) {
            safe = Patterns.MAILBOX
                    .matcher(safe)
                    .replaceAll(m -> Matcher.quoteReplacement(dots(m.group(), harmless, m.group())));
        }
        return safe;
    }

    private static String web(MatchResult m, Predicate<String> harmless) {
        if (m.group(1) == null) {
            return dots(m.group(), harmless, m.group());
        }
        if (m.group(1).equalsIgnoreCase("https") && harmless.test(m.group(2))) {
            return m.group();
        }
        var scheme = m.group(1).replaceFirst("(?i)^http", "hxxp");
        return scheme
                + (scheme.equals(m.group(1)) ? "[:]//" : "://")
                + m.group(2).replace(".", "[.]");
    }

    private static String dots(String text, Predicate<String> harmless, String asked) {
        return harmless.test(asked) ? text : Patterns.OPEN_DOT.matcher(text).replaceAll("[.]");
    }
}
