package whybounce.check.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A text with macros (RFC 7208 section 7). */
record MacroString(String text, List<Part> parts) {

    /** In a domain; those of {@code EXPLANATION} are allowed in an explanation only (RFC 7208 section 7.2). */
    private static final String LETTERS = "slodiphv";

    private static final String EXPLANATION = "crt";
    private static final String DELIMITERS = ".-+,/_=";

    /** More parts than a domain name can have. */
    private static final int MOST_PARTS = 255;

    MacroString {
        parts = List.copyOf(parts);
    }

    sealed interface Part {}

    record Literal(String text) implements Part {}

    /** {@code %%}, {@code %_} or {@code %-}. */
    record Escape(String text) implements Part {}

    /**
     * {@code %{d2r-}}.
     *
     * @param most how many parts on the right are kept
     * @param escaped whether what comes out is put in a URL: the letter was a capital
     */
    record Expand(char letter, int most, boolean reversed, String delimiters, boolean escaped) implements Part {}

    /** A text with its macros, or nothing where a {@code %} is not followed as it must be. */
    static Optional<MacroString> parse(String text, boolean explanation) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            if (percent != at) {
                int end = percent < 0 ? text.length() : percent;
                parts.add(new Literal(text.substring(at, end)));
                at = end;
                continue;
            }
            int end = end(text, at);
            var part = end < 0 ? Optional.<Part>empty() : part(text.substring(at + 1, end), explanation);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
            at = end;
        }
        return Optional.of(new MacroString(text, parts));
    }

    private static int end(String text, int percent) {
        if (percent + 1 >= text.length()) {
            return -1;
        }
        if (text.charAt(percent + 1) != '{') {
            return percent + 2;
        }
        int brace = text.indexOf('}', percent);
        return brace < 0 ? -1 : brace + 1;
    }

    private static Optional<Part> part(String macro, boolean explanation) {
        return switch (macro) {
            case "%" -> Optional.of(new Escape("%"));
            case "_" -> Optional.of(new Escape(" "));
            case "-" -> Optional.of(new Escape("%20"));
            default ->
                macro.length() > 2 && macro.charAt(0) == '{'
                        ? expand(macro.substring(1, macro.length() - 1), explanation)
                        : Optional.empty();
        };
    }

    // RFC 7208 section 7.1: macro-letter transformers *delimiter
    private static Optional<Part> expand(String inner, boolean explanation) {
        char letter = inner.toLowerCase(Locale.ROOT).charAt(0);
        if (LETTERS.indexOf(letter) < 0 && !(explanation && EXPLANATION.indexOf(letter) >= 0)) {
            return Optional.empty();
        }
        int at = 1;
        int most = 0;
        while (at < inner.length() && inner.charAt(at) >= '0' && inner.charAt(at) <= '9') {
            most = Math.min(10 * most + inner.charAt(at) - '0', MOST_PARTS);
            at++;
        }
        if (at > 1 && most == 0) {
            return Optional.empty(); // RFC 7208 section 7.3: the number must not be zero.
        }
        boolean reversed = at < inner.length() && (inner.charAt(at) == 'r' || inner.charAt(at) == 'R');
        var delimiters = inner.substring(reversed ? at + 1 : at);
        if (!delimiters.chars().allMatch(c -> DELIMITERS.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(new Expand(
                letter,
                most == 0 ? MOST_PARTS : most,
                reversed,
                delimiters.isEmpty() ? "." : delimiters,
                Character.isUpperCase(inner.charAt(0))));
    }

    /** Whether it may name a domain (RFC 7208 section 7.1: domain-spec). */
    boolean isDomainSpec() {
        return !parts.isEmpty()
                && switch (parts.getLast()) {
                    case Escape escape -> true;
                    case Expand expand -> true;
                    case Literal(var end) -> endsInTopLabel(end);
                };
    }

    private static boolean endsInTopLabel(String text) {
        var unrooted = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        int dot = unrooted.lastIndexOf('.');
        return dot >= 0 && isTopLabel(unrooted.substring(dot + 1));
    }

    private static boolean isTopLabel(String label) {
        return !label.isEmpty()
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> c == '-' || isAlphanumeric(c))
                && !label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
