package whybounce.mailets.checks;

import whybounce.check.DomainName;

/**
 * Where the private key of a selector is kept.
 *
 * @param file as James names files, or a path
 */
public record KeyFile(String selector, DomainName domain, String file) {

    private static final String LABEL = "._domainkey.";

    /**
     * Reads {@code s1._domainkey.example.com=file://conf/dkim.pem}.
     *
     * @throws IllegalArgumentException when it has another form
     */
    public static KeyFile parse(String text) {
        int equals = text.indexOf('=');
        var name = text.substring(0, Math.max(0, equals)).strip();
        int label = name.indexOf(LABEL);
        var file = text.substring(equals + 1).strip();
        if (label <= 0 || file.isEmpty() || DomainName.of(name).isEmpty()) {
            throw new IllegalArgumentException("SELECTOR._domainkey.DOMAIN=FILE is wanted");
        }
        var domain = DomainName.of(name.substring(label + LABEL.length()));
        return new KeyFile(
                name.substring(0, label), domain.orElseThrow(() -> new IllegalArgumentException("no domain")), file);
    }
}
