package whybounce.dns;

/** An MX record (RFC 5321 section 5.1); {@code "."} as host and preference 0 is the null MX of RFC 7505. */
public record Mx(int preference, String host) {

    public boolean isNull() {
        return host.isEmpty() || host.equals(".");
    }
}
