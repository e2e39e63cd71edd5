package whybounce.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.classify.Amounts.Figure;

/**
 * The sizes that a text names, and which of them is the one that a message may have. A reply may name the message's own
 * size too, before or behind it or alone: where the words do not tell which is which, none is told.
 */
final class Sizes {

    /** So far behind "limit" a number still belongs to it. */
    private static final int REACH = 40;

    /** Between "exceeds" and what is exceeded stand few words: "exceeds the". */
    private static final int SHORT_REACH = 8;

    /** Below this a number without a unit is hardly a size in bytes. */
    static final long LEAST_BYTES = 10_000;

    /** Above this a number is hardly a size of a message. */
    private static final double MOST_BYTES = 1e11;

    /** A reply that names more numbers than these is not about one limit. */
    private static final int MOST = 6;

    private static final long KILO = 1_000;

    /** "25 MB" and "26214400" are one size: MB may mean 1,048,576 bytes. */
    private static final double SAME = 1.05;

    private static final Map<String, Long> UNITS = units();

    /** How replies say that it is about a size. */
    private static final List<String> SIZE_WORDS = List.of(
            "size",
            "large",
            "too big",
            "message is",
            "message has",
            "gr\u00f6\u00dfe",
            "zu gro\u00df",
            "taille",
            "dimension",
            "tama\u00f1o",
            "tamanho",
            "rozmiar",
            "\u0440\u0430\u0437\u043c\u0435\u0440",
            "\u5927\u5c0f",
            "\u30b5\u30a4\u30ba");

    /** Other sizes than that of a message. */
    private static final List<String> OTHER_SIZES = List.of("quota", "mailbox size", "size of mailbox");

    private static final List<String> LIMIT_WORDS = List.of(
            "limit",
            "l\u00edmite",
            "max",
            "m\u00e1x",
            "massim",
            "h\u00f6chst",
            "allow",
            "permitted",
            "at most",
            "up to",
            "accepts",
            "erlaubt",
            "zul\u00e4ssig",
            "autoris",
            "permitid",
            "consentit",
            "dozwolon",
            "\u043c\u0430\u043a\u0441\u0438\u043c",
            "\u0434\u043e\u043f\u0443\u0441\u0442",
            "\u043b\u0438\u043c\u0438\u0442",
            "\u6700\u5927",
            "\u4e0a\u9650",
            "\u9650\u5236",
            "\u5236\u9650");

    /** What stands right before the limit that is passed. */
    private static final List<String> OVER_WORDS = List.of(
            "exceeds",
            "exceed",
            "exceeding",
            "larger than",
            "bigger than",
            "greater than",
            "more than",
            " over",
            ">",
            "gr\u00f6\u00dfer als",
            "mehr als",
            "d\u00e9passe",
            "plus de",
            "sup\u00e9rieure \u00e0",
            "supera",
            "excede",
            "mayor que",
            "maior que",
            "\u043f\u0440\u0435\u0432\u044b\u0448\u0430\u0435\u0442",
            "\u8d85\u8fc7",
            "\u8d85\u904e");

    /** A number behind these is what passed the limit, and not the limit. */
    private static final List<String> PASSED_WORDS = List.of(
            "exceed",
            "reached",
            " by ",
            " with ",
            "message is",
            "\u00fcberschr",
            "d\u00e9pass",
            "superad",
            "superat",
            "excedid",
            "przekro",
            "\u043f\u0440\u0435\u0432\u044b\u0448",
            ", ",
            "; ",
            ". ");

    private static final List<String> NOT = List.of("not ", "n't ", "nicht ", "pas ", "no ", "non ");

    /** @param named whether the words call it the limit */
    private record Size(double bytes, String words, boolean named) {

        boolean isAbout(Size other) {
            return bytes <= other.bytes * SAME && other.bytes <= bytes * SAME;
        }
    }

    private final String lower;
    private final List<Figure> figures = new ArrayList<>(0);

    Sizes(String lower) {
        this.lower = lower;
    }

    private static Map<String, Long> units() {
        var units = new HashMap<String, Long>();
        for (String bytes :
                List.of("b", "byte", "bytes", "octet", "octets", "bajt\u00f3w", "\u0431\u0430\u0439\u0442")) {
            units.put(bytes, 1L);
        }
        for (String kilo : List.of(
                "k",
                "kb",
                "kib",
                "ko",
                "kbyte",
                "kbytes",
                "kilobyte",
                "kilobytes",
                "\u043a\u0431",
                "\u043a\u0431\u0430\u0439\u0442")) {
            units.put(kilo, KILO);
        }
        for (String mega : List.of(
                "m",
                "mb",
                "mib",
                "mo",
                "meg",
                "megs",
                "mbyte",
                "mbytes",
                "megabyte",
                "megabytes",
                "\u043c\u0431",
                "\u043c\u0431\u0430\u0439\u0442")) {
            units.put(mega, KILO * KILO);
        }
        for (String giga : List.of("g", "gb", "gib", "go", "gigabyte", "gigabytes", "\u0433\u0431")) {
            units.put(giga, KILO * KILO * KILO);
        }
        return Map.copyOf(units);
    }

    /** Notes a number where it can be a size. */
    void add(Figure figure) {
        double bytes = bytes(figure);
        boolean small = unit(figure) == 1 && bytes < LEAST_BYTES;
        if (!small && bytes > 0 && bytes <= MOST_BYTES && figures.size() <= MOST && !isRate(end(figure))) {
            figures.add(figure);
        }
    }

    /** The size that a message may have. */
    Optional<String> limit() {
        if (figures.isEmpty() || figures.size() > MOST || !isAboutSizes()) {
            return Optional.empty();
        }
        var sizes = sizes();
        var named = sizes.stream().filter(Size::named).toList();
        double largest = sizes.stream().mapToDouble(Size::bytes).max().orElseThrow();
        if (named.size() == 1) {
            // What a message passed is smaller than the message.
            boolean fits = sizes.size() == 1 || named.getFirst().bytes() < largest;
            return fits ? Optional.of(named.getFirst().words()) : Optional.empty();
        }
        boolean two = sizes.size() == 2 && (named.size() == 2 || speaksOfLimit());
        return two ? sizes.stream().min(Comparator.comparingDouble(Size::bytes)).map(Size::words) : Optional.empty();
    }

    /** Those that differ. */
    private List<Size> sizes() {
        var sizes = new ArrayList<Size>(2);
        int before = 0;
        for (var figure : figures) {
            var size = new Size(bytes(figure), words(figure), isNamed(figure, before));
            before = figure.to();
            var same = sizes.stream().filter(size::isAbout).findFirst();
            same.ifPresent(sizes::remove);
            sizes.add(same.map(known -> new Size(known.bytes(), known.words(), known.named() || size.named()))
                    .orElse(size));
        }
        return sizes;
    }

    private static double bytes(Figure figure) {
        return figure.value() * unit(figure);
    }

    /** A number alone is one of bytes. */
    private static long unit(Figure figure) {
        return UNITS.getOrDefault(figure.unit(), 1L);
    }

    private static int end(Figure figure) {
        return UNITS.containsKey(figure.unit()) ? figure.end() : figure.to();
    }

    private boolean isAboutSizes() {
        return Facts.anyIn(SIZE_WORDS, lower) && !Facts.anyIn(OTHER_SIZES, lower);
    }

    private boolean speaksOfLimit() {
        return Facts.anyIn(LIMIT_WORDS, lower) || Facts.anyIn(OVER_WORDS, lower);
    }

    /** "25 MB per day" */
    private boolean isRate(int end) {
        return lower.startsWith(" per ", end) || lower.startsWith("/", end);
    }

    private boolean isNamed(Figure figure, int before) {
        String words = lower.substring(Math.max(before, figure.from() - REACH), figure.from());
        return isNamedBefore(words) || isNamedBehind(end(figure));
    }

    private static boolean isNamedBefore(String words) {
        for (String word : LIMIT_WORDS) {
            int at = words.lastIndexOf(word);
            if (at >= 0 && !isDenied(words, at) && !Facts.anyIn(PASSED_WORDS, behind(words, at + word.length()))) {
                return true;
            }
        }
        for (String word : OVER_WORDS) {
            int at = words.lastIndexOf(word);
            if (at >= 0 && isShort(words.substring(at + word.length()))) {
                return true;
            }
        }
        return false;
    }

    /** "max. 25 MB": that dot ends no sentence. */
    private static String behind(String words, int from) {
        return words.substring(words.startsWith(".", from) ? from + 1 : from);
    }

    private static boolean isShort(String between) {
        return between.length() <= SHORT_REACH
                && !Facts.anyIn(PASSED_WORDS, between)
                && between.indexOf(':') < 0
                && !between.startsWith("ed");
    }

    private static boolean isDenied(String words, int at) {
        for (String not : NOT) {
            if (words.startsWith(not, at - not.length())) {
                return true;
            }
        }
        return false;
    }

    /** "25 MB limit", "25 MB allowed" */
    private boolean isNamedBehind(int end) {
        int at = end < lower.length() && (lower.charAt(end) == ' ' || lower.charAt(end) == '-') ? end + 1 : end;
        for (String word : LIMIT_WORDS) {
            if (lower.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }

    private static String words(Figure figure) {
        long unit = unit(figure);
        if (unit < KILO) {
            return inWords((long) figure.value());
        }
        String name = unit == KILO ? " kB" : unit == KILO * KILO ? " MB" : " GB";
        return figure.value() == Math.rint(figure.value())
                ? (long) figure.value() + name
                : String.format(Locale.ROOT, "%.1f", figure.value()) + name;
    }

    static String inWords(long bytes) {
        return bytes < KILO * KILO
                ? bytes / KILO + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (KILO * KILO));
    }
}
