package whybounce.testbed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import whybounce.reply.Octets;

/**
 * What a scripted peer does once: the bytes it sends, and how it goes on.
 *
 * <p>Written as the reply's text with these escapes: {@code \n} begins the next line of the reply (CR LF), {@code \e} is
 * ESC, {@code \xNN} any byte, {@code \{1500 x}} is 1,500 times {@code x}, {@code \c} leaves out the line end that is
 * otherwise added. {@code \drop} closes the connection after what stands before it, {@code \reset} does so with a TCP
 * reset, {@code \silent} says nothing more until the client gives up, and {@code \tls} begins the TLS handshake.
 */
record Answer(Octets bytes, Then then) {

    enum Then {
        GO_ON,
        DROP,
        RESET,
        SILENT,
        TLS
    }

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:(drop|reset|silent|tls)|\\{(\\d+) (.+?)\\}|x([0-9a-fA-F]{2})|(.))");

    static Answer parse(String text) {
        var bytes = new ByteArrayOutputStream();
        var then = Then.GO_ON;
        boolean lineEnd = true;
        int done = 0;
        var escapes = ESCAPE.matcher(text);
        while (escapes.find()) {
            append(bytes, text.substring(done, escapes.start()));
            done = escapes.end();
            if (escapes.group(1) != null) {
                then = Then.valueOf(escapes.group(1).toUpperCase(Locale.ROOT));
            } else if (escapes.group(2) != null) {
                append(bytes, escapes.group(3).repeat(Integer.parseInt(escapes.group(2))));
            } else if (escapes.group(4) != null) {
                bytes.write(Integer.parseInt(escapes.group(4), 16));
            } else if (escapes.group(5).equals("c")) {
                lineEnd = false;
            } else {
                append(bytes, single(escapes.group(5)));
            }
        }
        append(bytes, text.substring(done));
        if (lineEnd && bytes.size() > 0) {
            append(bytes, "\r\n");
        }
        return new Answer(Octets.of(bytes.toByteArray()), then);
    }

    private static String single(String escape) {
        return switch (escape) {
            case "n" -> "\r\n";
            case "e" -> "\u001b";
            case "\\" -> "\\";
            default -> throw new IllegalArgumentException("no such escape: \\" + escape);
        };
    }

    private static void append(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The code in front, 0 where there is none. */
    int code() {
        var text = bytes.text();
        return text.matches("(?s)\\d{3}.*") ? Integer.parseInt(text.substring(0, 3)) : 0;
    }

    boolean isPositive() {
        return code() / 100 == 2 || code() / 100 == 3;
    }
}
