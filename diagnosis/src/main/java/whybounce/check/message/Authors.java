package whybounce.check.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.check.DomainName;

/** Reads the addresses of a From field (RFC 5322 section 3.4), as far as their domains. Whatever stands there, it ends well. */
final class Authors {

    /** From has one author, seldom two. */
    private static final int MOST = 100;

    private final List<String> addresses = new ArrayList<>();
    private final StringBuilder address = new StringBuilder();
    private final String text;
    private int at;

    private Authors(String text) {
        this.text = text;
    }

    /**
     * The addresses of a field, without names and comments.
     *
     * @param value unfolded, an octet a character
     */
    static List<String> addresses(String value) {
        var utf8 = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Authors(utf8).read();
    }

    /** The domain of an address, where it has one that can be asked for. */
    static Optional<DomainName> domain(String address) {
        return DomainName.of(address.substring(address.lastIndexOf('@') + 1).strip());
    }

    private List<String> read() {
        boolean inAngle = false;
        for (; at < text.length() && addresses.size() < MOST; at++) {
            char c = text.charAt(at);
            switch (c) {
                case '(' -> comment();
                case '"' -> quoted();
                case '<' -> {
                    address.setLength(0);
                    inAngle = true;
                }
                // What stands behind an address in brackets does not belong to it; in front of a colon stands a group's
                // name, or an old route.
                case '>' -> {
                    end();
                    inAngle = false;
                }
                case ':' -> address.setLength(0);
                case ',', ';' -> {
                    if (!inAngle) {
                        end();
                    }
                }
                default -> address.append(c);
            }
        }
        end();
        return addresses;
    }

    private void end() {
        if (address.indexOf("@") >= 0) {
            addresses.add(address.toString().strip());
        }
        address.setLength(0);
    }

    private void comment() {
        for (int depth = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
                if (depth == 0) {
                    return;
                }
            }
        }
    }

    /** Nothing in it ends an address; an at sign of it is none. */
    private void quoted() {
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        address.append('_');
    }
}
