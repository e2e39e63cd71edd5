package whybounce.dsn.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import whybounce.dsn.read.DsnRecipient.Diagnostic;
import whybounce.failure.OriginalRecipient;
import whybounce.reply.EnhancedStatus;

/** The forms that values of the machine part have. */
final class FieldValue {

    private static final Pattern REPLY_LINE = Pattern.compile("[2-5][0-9]{2}[ -].*");

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,40}");

    private static final Pattern ESCAPED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,200}\\)");

    private FieldValue() {}

    /** {@code type ; value} (RFC 3464 section 2.1.2); the type is empty where there is none. */
    static OriginalRecipient typed(String text) {
        int at = text.indexOf(';');
        return at < 0
                ? new OriginalRecipient("", text)
                : new OriginalRecipient(
                        text.substring(0, at).strip(), text.substring(at + 1).strip());
    }

    static String untyped(String text) {
        return typed(text).address();
    }

    /** The address, without the escapes of type utf-8 (RFC 6533 section 3) and without angle brackets. */
    static String address(OriginalRecipient typed) {
        var address = typed.type().equalsIgnoreCase("utf-8") ? unescaped(typed.address()) : typed.address();
        boolean angled = address.startsWith("<") && address.endsWith(">") && address.length() > 2;
        return angled ? address.substring(1, address.length() - 1) : address;
    }

    /** RFC 3464 section 2.3.4; a comment may follow. */
    static Optional<EnhancedStatus> status(String text) {
        return EnhancedStatus.parse(text.split("[ (;,]", 2)[0]);
    }

    static Optional<Instant> date(String text) {
        try {
            var bare = COMMENT.matcher(text).replaceAll("").strip().replaceFirst(" UTC?$", " +0000");
            return Optional.of(ZonedDateTime.parse(bare, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException garbled) {
            return Optional.empty();
        }
    }

    static Diagnostic diagnostic(List<String> lines) {
        var first = lines.getFirst().stripLeading();
        int at = first.indexOf(';');
        // Some leave the type out; then a semicolon belongs to the reply.
        boolean typed = at >= 0 && TYPE.matcher(first.substring(0, at).strip()).matches();
        var begin = typed ? first.substring(at + 1).stripLeading() : first;
        var type = typed ? first.substring(0, at).strip().toLowerCase(Locale.ROOT) : "smtp";
        return new Diagnostic(type, unescaped(split(joined(begin, lines.subList(1, lines.size())))));
    }

    // A fold in front of a reply code is the end of a line of the reply; any other is only a fold.
    private static String joined(String begin, List<String> more) {
        var text = new StringBuilder(begin);
        for (var line : more) {
            var bare = line.stripLeading();
            if (REPLY_LINE.matcher(bare).matches()) {
                text.append('\n').append(bare);
            } else {
                text.append(text.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == '\t' ? "" : " ")
                        .append(text.isEmpty() ? bare : line);
            }
        }
        return text.toString();
    }

    // Some write all lines of a reply into one.
    private static String split(String text) {
        if (text.contains("\n") || !REPLY_LINE.matcher(text).matches() || text.charAt(3) != '-') {
            return text;
        }
        return text.replaceAll(" (?=" + text.substring(0, 3) + "[- ])", "\n");
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text).replaceAll(m -> {
            int c = Integer.parseInt(m.group(1), 16);
            return Character.isValidCodePoint(c) ? Matcher.quoteReplacement(Character.toString(c)) : "?";
        });
    }
}
