package whybounce.check.dkim;

import java.util.List;
import java.util.Locale;

/** Where keys stand, and where they end up by mistake. */
final class KeyNames {

    private KeyNames() {}

    // RFC 6376 section 3.6.2.1.
    static String of(String selector, String domain) {
        return (selector + "._domainkey." + domain).toLowerCase(Locale.ROOT);
    }

    /** With the dot forgotten at the end of the name in a zone file, and with the label forgotten. */
    static List<String> mistaken(String selector, String domain) {
        return List.of(of(selector, domain) + "." + domain, selector + "." + domain);
    }
}
