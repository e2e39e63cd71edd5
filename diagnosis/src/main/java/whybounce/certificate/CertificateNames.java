package whybounce.certificate;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The servers that a certificate is for: its alternative names, and nothing else (RFC 9525 section 2). */
public final class CertificateNames {

    /** RFC 5280 section 4.2.1.6, as Java numbers them. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private final List<String> names = new ArrayList<>();

    public CertificateNames(X509Certificate certificate) {
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (var name : alternatives) {
                    read(name);
                }
            }
        } catch (CertificateParsingException unreadable) {
            // Then it has no name that would fit.
        }
    }

    private void read(List<?> name) {
        boolean wanted = name.getFirst().equals(DNS_NAME) || name.getFirst().equals(IP_ADDRESS);
        if (wanted && name.getLast() instanceof String text) {
            names.add(text.toLowerCase(Locale.ROOT));
        }
    }

    /** In small letters, as the certificate has them. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Whether it is for this server, in any script. */
    public boolean fit(String server) {
        var wanted = ascii(server);
        return names.stream().anyMatch(name -> fits(name, wanted));
    }

    // RFC 9525 section 6.3: a wildcard stands for the whole leftmost label.
    private static boolean fits(String name, String wanted) {
        if (!name.startsWith("*.")) {
            return name.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        return dot > 0 && name.substring(1).equals(wanted.substring(dot));
    }

    private static String ascii(String server) {
        var bare = server.endsWith(".") ? server.substring(0, server.length() - 1) : server;
        try {
            return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "no server by name" : String.join(", ", names);
    }
}
