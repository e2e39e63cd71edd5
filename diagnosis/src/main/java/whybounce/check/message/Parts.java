package whybounce.check.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Looks through the parts of a message for texts and links. The only class here that knows Mime4j. */
final class Parts {

    /** A text that a person reads; what is behind it is not looked at. */
    private static final int MAX_TEXT = 1 << 20;

    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_FIELD = 256 * 1024;
    private static final int MAX_FIELDS = 5_000;

    /** Of links that are kept. */
    private static final int MOST_HOSTS = 1_000;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(MAX_LINE)
            .setMaxHeaderLen(MAX_FIELD)
            .setMaxHeaderCount(MAX_FIELDS)
            .build();

    private static final Pattern LINK = Pattern.compile("https?://([A-Za-z0-9.-]{1,255}|\\[[0-9a-fA-F:.]{2,45}\\])");

    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG);
    private final Set<String> hosts = new LinkedHashSet<>();
    private boolean plain;
    private boolean html;
    private boolean unnamedCharset;
    private boolean broken;
    private int left = MAX_TEXT;

    private Parts() {}

    /** Reads a message, perhaps not to its end. */
    static Parts of(InputStream message) throws IOException {
        var parts = new Parts();
        try {
            parts.read(message);
        } catch (MimeIOException | MimeException e) {
            parts.broken = true;
        }
        return parts;
    }

    private void read(InputStream message) throws IOException, MimeException {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(message);
        for (var state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            if (state == EntityState.T_BODY) {
                body(tokens.getBodyDescriptor());
            }
        }
    }

    private void body(BodyDescriptor body) throws IOException {
        var type = body.getMimeType().toLowerCase(Locale.ROOT);
        boolean isPlain = type.equals("text/plain");
        boolean isHtml = type.equals("text/html");
        plain |= isPlain;
        html |= isHtml;
        if (isPlain || isHtml) {
            var octets = tokens.getDecodedInputStream().readNBytes(left);
            left -= octets.length;
            var text = new String(octets, StandardCharsets.ISO_8859_1);
            unnamedCharset |= isAscii(body.getCharset()) && text.chars().anyMatch(c -> c > '~');
            LINK.matcher(text)
                    .results()
                    .limit(MOST_HOSTS)
                    .forEach(link -> hosts.add(link.group(1).toLowerCase(Locale.ROOT)));
        }
    }

    // RFC 2045 section 5.2: US-ASCII is what a part without a charset has.
    private static boolean isAscii(@Nullable String charset) {
        return charset == null || charset.equalsIgnoreCase("us-ascii");
    }

    boolean isHtmlOnly() {
        return html && !plain;
    }

    /** Whether a text has letters beyond ASCII and does not say which. */
    boolean lacksCharset() {
        return unnamedCharset;
    }

    boolean isBroken() {
        return broken;
    }

    /** Of links to the web. */
    Set<String> hosts() {
        return Set.copyOf(hosts);
    }
}
