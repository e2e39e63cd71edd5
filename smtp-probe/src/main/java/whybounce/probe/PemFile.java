package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import whybounce.dkim.PemText;

/** Certificates and keys in the textual form of RFC 7468. What is told of a file that cannot be read is never a key. */
final class PemFile {

    /** A bundle of all public authorities has some 200 KiB. */
    private static final long MAX_OCTETS = 4 << 20;

    private static final String CERTIFICATE = "CERTIFICATE";

    private final Path file;

    PemFile(String file) {
        this.file = Path.of(file);
    }

    /** Those of a file, or of all files of a folder. */
    Set<X509Certificate> authorities() throws IOException {
        if (!Files.isDirectory(file)) {
            return new HashSet<>(certificates());
        }
        var all = new HashSet<X509Certificate>();
        try (var files = Files.newDirectoryStream(file, Files::isRegularFile)) {
            for (var each : files) {
                all.addAll(new PemFile(each.toString()).certificatesIfAny());
            }
        }
        if (all.isEmpty()) {
            throw new IOException("there is no certificate in the folder " + file);
        }
        return all;
    }

    /** In their order, at least one. */
    List<X509Certificate> certificates() throws IOException {
        var all = certificatesIfAny();
        if (all.isEmpty()) {
            throw new IOException("there is no certificate in the file " + file);
        }
        return all;
    }

    private List<X509Certificate> certificatesIfAny() throws IOException {
        var all = new ArrayList<X509Certificate>();
        for (var block : read().blocks()) {
            if (block.label().equals(CERTIFICATE)) {
                all.add(certificate(block.bytes()));
            }
        }
        return all;
    }

    private X509Certificate certificate(byte[] der) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException broken) {
            throw new IOException("a certificate in the file " + file + " cannot be read", broken);
        }
    }

    /** The private key, of whatever kind it is. */
    PrivateKey key() throws IOException {
        return read().key();
    }

    private PemText read() throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException("the file " + file + " is too large for certificates and keys");
        }
        return PemText.of(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
    }
}
