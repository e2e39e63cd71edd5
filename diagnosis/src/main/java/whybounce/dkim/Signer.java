package whybounce.dkim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signs messages for a domain, relaxed in header and body.
 *
 * @param domain whose key it is
 * @param selector under which name the DNS has its public half
 */
public record Signer(String domain, String selector, SigningKey key) {

    /** RFC 6376 section 5.4.1, without those that relays are known to change. */
    private static final Set<String> SIGNED = Set.of(
            "from",
            "reply-to",
            "subject",
            "date",
            "to",
            "cc",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-id",
            "list-help",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "list-subscribe",
            "list-post",
            "list-owner",
            "list-archive");

    /** RFC 5322 section 2.1.1: 78 characters a line; the base64 goes into so many of them. */
    private static final int LINE = 72;

    private static final Canonical FORM = Canonical.RELAXED;

    /**
     * Checks them: nothing in a domain or selector ends a tag or a line.
     *
     * @throws IllegalArgumentException when they are no names of the DNS in ASCII
     */
    public Signer {
        requireName("domain", domain);
        requireName("selector", selector);
    }

    private static void requireName(String what, String name) {
        boolean good = !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c == '.' || c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
        if (!good) {
            throw new IllegalArgumentException("the " + what + " is no name of the DNS in ASCII: " + name);
        }
    }

    /**
     * The field to put in front of the message, with its line end.
     *
     * @param message with lines as {@link Canonical#lines} makes them
     */
    public byte[] sign(byte[] message, Instant now) {
        var in = new ByteArrayInputStream(message);
        var header = header(in);
        var names = new ArrayList<String>();
        header.fields().stream()
                .map(MessageHeader::name)
                .filter(SIGNED::contains)
                .forEach(names::add);
        names.add("from"); // RFC 6376 section 8.15: nobody adds another one.
        return sign(header, hash(in.readAllBytes()), names, tags(now, names)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static MessageHeader header(ByteArrayInputStream message) {
        try {
            return MessageHeader.read(message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String hash(byte[] body) {
        var form = new CanonicalBody(FORM, Crypto.sha256(), Optional.empty());
        form.add(body, body.length);
        return base64(form.hash());
    }

    private List<String> tags(Instant now, List<String> names) {
        return List.of(
                "v=1; a=" + key.algorithm() + "; c=" + FORM.tag() + "/" + FORM.tag() + ";",
                "d=" + domain + "; s=" + selector + ";",
                "t=" + now.getEpochSecond() + "; h=" + folded(names) + ";");
    }

    private String sign(MessageHeader header, String hash, List<String> names, List<String> tags) {
        var field = "DKIM-Signature: " + String.join("\r\n ", tags) + "\r\n bh=" + hash + ";\r\n b=";
        var signed = header.signed(names, FORM, field + "\r\n");
        return field + lines(base64(key.sign(signed.getBytes(StandardCharsets.ISO_8859_1)))) + "\r\n";
    }

    private static String folded(List<String> names) {
        var text = new StringBuilder();
        int length = LINE; // The first stands behind other tags.
        for (var name : names) {
            if (!text.isEmpty()) {
                text.append(':');
            }
            if (length + name.length() >= LINE) {
                text.append("\r\n  ");
                length = 0;
            }
            text.append(name);
            length += name.length() + 1;
        }
        return text.toString();
    }

    private static String lines(String base64) {
        var text = new StringBuilder();
        for (int at = 0; at < base64.length(); at += LINE) {
            text.append(at == 0 ? "" : "\r\n  ").append(base64, at, Math.min(at + LINE, base64.length()));
        }
        return text.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
