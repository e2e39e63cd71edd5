package whybounce.classify;

import java.util.Optional;
import whybounce.reply.EnhancedStatus;

/**
 * Text as phrases see it: words in lower case, each with one space before it and one after, without punctuation,
 * accents, mail addresses, IP addresses, and the codes of this and of continuation lines.
 *
 * <p>One pass without backtracking, and no more than {@link #MAX_CHARS} characters of the input are looked at: a reply
 * is hostile input.
 */
final class NormalText {

    /** No honest reply is longer; what stands behind is not read. */
    static final int MAX_CHARS = 16_384;

    /** The plain letters of U+00C0 to U+017F; a full stop where there is none. */
    private static final String PLAIN = "aaaaaa.ceeeeiiii.nooooo.ouuuuy.saaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll."
            + ".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.";

    private static final int ASCII_END = 0x80;
    private static final int LATIN_START = 0xC0;
    private static final int LATIN_END = LATIN_START + PLAIN.length();

    // What a character is: in the lowest 16 bits what it counts as, and above them of which kinds it is; of a letter 0.

    private static final int DELIMITER = 1 << 16;
    private static final int AT = 2 << 16;
    private static final int COLON = 4 << 16;
    private static final int DIGIT = 8 << 16;

    /** A full stop or a hyphen. */
    private static final int MARK = 16 << 16;

    /** It counts as nothing, or as a space. */
    private static final int SILENT = 32 << 16;

    private static final int[] LATIN = latin();

    /** By so much reading is ahead of writing: the spaces in front of all words and behind them. */
    private static final int AHEAD = 2;

    /** What block lists answer to a question that they refuse (RFC 5782 leaves it to them): it is no address of anybody. */
    private static final String BLOCKLIST_ERROR = "127.255.255.";

    private static final char IDEOGRAPHIC_SPACE = 0x3000;

    /** From the radicals of Chinese to the compatibility ideographs: of letters, those of Chinese, Japanese and Korean. */
    private static final char FIRST_IDEOGRAPHIC = 0x2E80;

    private static final char LAST_IDEOGRAPHIC = 0xFAFF;

    private final String text;
    private final int end;
    private final char[] chars;
    private int length;

    /** Of the characters of the word that was read last. */
    private int kinds;

    private int wordStart;
    private boolean namesIp;
    private boolean namesAddress;
    private Optional<EnhancedStatus> first = Optional.empty();
    private Optional<EnhancedStatus> agreeing = Optional.empty();

    private NormalText(String text, int from, int to) {
        this.text = text;
        this.end = Math.min(to, from + MAX_CHARS);
        // Both at once: what is still to be read stands behind what was written, and two farther on.
        this.chars = new char[end - from + AHEAD];
        text.getChars(from, end, chars, AHEAD);
        space();
    }

    /** @param code the reply code that the text came with, 0 for none */
    static NormalText of(String text, int from, int to, int code) {
        var normal = new NormalText(text, from, to);
        normal.read(from, code / 100);
        return normal;
    }

    /** A phrase of the catalogue. */
    static String ofPhrase(String phrase) {
        var normal = of(phrase, 0, phrase.length(), 0);
        return new String(normal.chars, 0, normal.length);
    }

    char[] chars() {
        return chars;
    }

    int length() {
        return length;
    }

    /** Whether there was an IP address in it. */
    boolean namesIp() {
        return namesIp;
    }

    /** Whether there was a mail address in it. */
    boolean namesAddress() {
        return namesAddress;
    }

    /** The first enhanced status whose class agrees with the code, else the first one. */
    Optional<EnhancedStatus> status() {
        return agreeing.isPresent() ? agreeing : first;
    }

    /** Most words are plain: each is put down as it is read, and taken back where it was more than that. */
    private void read(int from, int category) {
        for (int word = from; word <= end; word++) {
            int start = length;
            int stop = putWord(word, AHEAD - from);
            endWord(word, stop, start, category);
            word = stop;
        }
    }

    /**
     * Puts down what stands before the next delimiter, and says where that is.
     *
     * @param ahead by so much what is still to be read stands farther on than in the text
     */
    private int putWord(int from, int ahead) {
        char[] to = chars;
        int start = length;
        int put = start;
        int kinds = 0;
        int at = from + ahead;
        for (int stop = end + ahead; at < stop; at++) {
            int is = is(to[at]);
            if (is > Character.MAX_VALUE) {
                if ((is & DELIMITER) != 0) {
                    break;
                }
                kinds |= is;
                if ((is & SILENT) != 0 && isPassedOver(is, to[at], start, put)) {
                    put = isPrefixOfBytes(to[at], to, start, put) ? start : put;
                    continue;
                }
            }
            to[put++] = (char) is;
        }
        this.kinds = kinds;
        length = put;
        return at - ahead;
    }

    private boolean isPassedOver(int is, char c, int start, int put) {
        return (char) is == 0 || chars[put - 1] == ' ' || isHyphenOfEmail(c, start, put);
    }

    /** It makes one word of an e-mail. */
    private boolean isHyphenOfEmail(char c, int start, int put) {
        return c == '-' && put == start + 1 && chars[start] == 'e';
    }

    /** Python writes b'Relay access denied'. */
    private static boolean isPrefixOfBytes(char c, char[] to, int start, int put) {
        return c == '\'' && put == start + 1 && to[start] == 'b';
    }

    private void endWord(int from, int to, int start, int category) {
        if (mayBeSpecial(kinds) || isPerhapsMasked(start)) {
            endSpecialWord(from, to, start, category);
        } else if (from < to) {
            wordStart = start;
        }
        space();
    }

    /** Whether these characters may make an address, a number to mask, or a word with a reply code in front. */
    private static boolean mayBeSpecial(int kinds) {
        return (kinds & (AT | COLON)) != 0 || ((kinds & DIGIT) != 0 && (kinds & MARK) != 0);
    }

    /** People who show a reply to others write xx.xx.xx.xx for an IP address of theirs. */
    private boolean isPerhapsMasked(int start) {
        return (kinds & MARK) != 0 && start < length && chars[start] == 'x';
    }

    private void endSpecialWord(int from, int to, int start, int category) {
        int put = length;
        length = start;
        int first = codeInFront(from, to) ? from + 4 : from;
        int at = text.indexOf('@', first, to);
        if (at > first && at < to - 1) {
            int localPart = localPartStart(first, at);
            namesAddress |= !isOfHelpdesk(localPart);
            putAll(first, localPart);
            space();
            putAll(domainEnd(at, to), to);
        } else if (first == to || !mayBeNumber(text.charAt(first)) || !isNumberToMask(first, to, category)) {
            wordStart = start;
            if (first > from) {
                putAll(first, to);
            } else {
                length = put;
            }
        }
    }

    /** Whom to ask is no part of what is wrong. */
    private boolean isOfHelpdesk(int start) {
        return text.regionMatches(true, start, "abuse@", 0, 6) || text.regionMatches(true, start, "postmaster@", 0, 11);
    }

    private void putAll(int from, int to) {
        for (int at = from; at < to; at++) {
            put(text.charAt(at));
        }
    }

    /** Replies join an address to a word: "unknown:ann@example.org". */
    private int localPartStart(int from, int at) {
        int start = at;
        while (start > from && ":=/'".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    private int domainEnd(int at, int to) {
        int stop = at + 1;
        while (stop < to && isDomainCharacter(text.charAt(stop))) {
            stop++;
        }
        // "ann@example.org...User unknown": the domain ended at the dots.
        int dots = text.indexOf("..", at, stop);
        return dots < 0 ? stop : dots;
    }

    private static boolean isDomainCharacter(char c) {
        return c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c);
    }

    private static boolean mayBeNumber(char c) {
        return isDigit(c) || c == '#' || c == ':' || isX(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isX(char c) {
        return c == 'x' || c == 'X';
    }

    /** "550-" in front of a word: the lines of a reply were put into one before we saw it. */
    private boolean codeInFront(int from, int to) {
        return to - from > 4 && text.charAt(from + 3) == '-' && isReplyCode(from);
    }

    private boolean isReplyCode(int at) {
        char c = text.charAt(at);
        return (c == '2' || c == '4' || c == '5') && isDigit(text.charAt(at + 1)) && isDigit(text.charAt(at + 2));
    }

    private boolean isNumberToMask(int from, int to, int category) {
        int start = text.charAt(from) == '#' ? from + 1 : from;
        int stop = to;
        while (stop > start && ".:".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        int dots = 0;
        int colons = 0;
        for (int at = start; at < stop; at++) {
            char c = text.charAt(at);
            if (c == '.') {
                dots++;
            } else if (c == ':') {
                colons++;
            } else if (!(isDigit(c) || isX(c) || (dots == 0 && Character.digit(c, 16) >= 0))) {
                return false;
            }
        }
        if (dots == 2 && colons == 0) {
            return isStatus(start, stop, category);
        }
        if (dots == 3 && text.startsWith(BLOCKLIST_ERROR, start)) {
            return false;
        }
        boolean ip = (dots == 3 && colons == 0) || colons > 1;
        namesIp |= dots == 3 || colons > 2;
        return ip;
    }

    private boolean isStatus(int from, int to, int category) {
        if (to - from < 5 || to - from > 9 || text.charAt(from + 1) != '.') {
            return false;
        }
        var status = EnhancedStatus.parse(text.substring(from, to));
        if (status.isEmpty()) {
            return false;
        }
        dropCodeBefore();
        if (first.isEmpty()) {
            first = status;
        }
        if (agreeing.isEmpty() && status.get().category() == category) {
            agreeing = status;
        }
        return true;
    }

    /** A reply code right before an enhanced one belongs to a line that was joined to this one. */
    private void dropCodeBefore() {
        if (length - wordStart == 4 && wordStart > 0 && chars[length - 1] == ' ' && isCode(wordStart)) {
            length = wordStart;
        }
    }

    private boolean isCode(int at) {
        return (chars[at] == '4' || chars[at] == '5') && isDigit(chars[at + 1]) && isDigit(chars[at + 2]);
    }

    private void put(char c) {
        char folded = (char) is(c);
        if (folded == ' ') {
            space();
        } else if (folded != 0) {
            chars[length++] = folded;
        }
    }

    private void space() {
        if (length == 0 || chars[length - 1] != ' ') {
            chars[length++] = ' ';
        }
    }

    /** Whether it is of a script that does not part words: each of its characters counts as one. */
    static boolean isWordAlone(char c) {
        return c >= FIRST_IDEOGRAPHIC && c <= LAST_IDEOGRAPHIC;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int is(char c) {
        return c < LATIN_END ? LATIN[c] : withKind(c, fold(c));
    }

    private static int withKind(char c, char folded) {
        return folded | (c == IDEOGRAPHIC_SPACE ? DELIMITER : folded == 0 || folded == ' ' ? SILENT : 0);
    }

    /** What a character counts as: 0 for nothing at all, a space for what parts words. */
    private static char fold(char c) {
        // Typographic apostrophes go as the plain one does: "doesn't" is "doesnt".
        if ("'`\u00B4\u2018\u2019\u02BC".indexOf(c) >= 0 || Character.getType(c) == Character.FORMAT) {
            return 0;
        }
        if (c == '\u0451' || c == '\u0401') {
            // Most Russians write it without its dots.
            return '\u0435';
        }
        return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ';
    }

    private static int[] latin() {
        var table = new int[LATIN_END];
        for (char c = 0; c < LATIN_END; c++) {
            char plain = c < LATIN_START ? '.' : PLAIN.charAt(c - LATIN_START);
            table[c] = withKind(c, plain == '.' ? foldedAtStart(c) : plain) | kind(c);
        }
        return table;
    }

    /** The same as {@link #fold}; that would have a starting process read its tables of all characters for ASCII. */
    private static char foldedAtStart(char c) {
        if ((c >= 'a' && c <= 'z') || isDigit(c)) {
            return c;
        }
        if (c >= 'A' && c <= 'Z') {
            return (char) (c - 'A' + 'a');
        }
        return c >= ASCII_END || c == '\'' || c == '`' ? fold(c) : ' ';
    }

    private static int kind(char c) {
        if (isDigit(c)) {
            return DIGIT;
        }
        if (c == '@' || c == ':') {
            return c == '@' ? AT : COLON;
        }
        if (c == '.' || c == '-') {
            return MARK;
        }
        return c <= ' ' || "<>()[]{}\",;|\u00A0".indexOf(c) >= 0 ? DELIMITER : 0;
    }
}
