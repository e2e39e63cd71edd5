package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import whybounce.reply.Octets;

/** Certificates and keys in the textual form of RFC 7468. What is told of a file that cannot be read is never a key. */
final class PemFile {

    /** A bundle of all public authorities has some 200 KiB. */
    private static final long MAX_OCTETS = 4 << 20;

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /** RFC 5208: version 0, and that of RFC 8017 appendix A.1 for RSA. */
    private static final byte[] VERSION_AND_RSA = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;

    private final Path file;

    /** What stands between a BEGIN and its END. */
    private record Block(String label, Octets content) {
        private byte[] bytes() {
            return content.toByteArray();
        }
    }

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
        for (var block : blocks()) {
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
        for (var block : blocks()) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return key(rsaAsPkcs8(block.bytes()));
                }
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException("the key in the file " + file + " has another form than ours; make one of it"
                            + " with: openssl pkcs8 -topk8 -nocrypt -in " + file);
                default -> {}
            }
        }
        throw new IOException("there is no private key in the file " + file);
    }

    // PKCS #8 names the kind, but Java wants to be told.
    private PrivateKey key(byte[] pkcs8) throws IOException {
        for (var kind : List.of("RSA", "EC", "Ed25519")) {
            var key = key(pkcs8, kind);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException("the private key in the file " + file + " cannot be read: RSA, EC or Ed25519 is wanted");
    }

    private static Optional<PrivateKey> key(byte[] pkcs8, String kind) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    private static byte[] rsaAsPkcs8(byte[] pkcs1) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(VERSION_AND_RSA);
        inner.writeBytes(tagged(OCTET_STRING, pkcs1));
        return tagged(SEQUENCE, inner.toByteArray());
    }

    /** In DER (X.690), of at most 65,535 octets. */
    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private List<Block> blocks() throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException("the file " + file + " is too large for certificates and keys");
        }
        var blocks = new ArrayList<Block>();
        var label = "";
        var text = new StringBuilder();
        for (var line :
                Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            if (line.startsWith(BEGIN)) {
                label = line.substring(BEGIN.length()).replace(DASHES, "").strip();
                text.setLength(0);
            } else if (line.startsWith(DASHES) && !label.isEmpty()) {
                blocks.add(new Block(label, Octets.of(decoded(text))));
                label = "";
            } else {
                text.append(line.strip());
            }
        }
        return blocks;
    }

    private byte[] decoded(CharSequence base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException broken) {
            // Not as a cause: its words may quote the key.
            throw new IOException("what stands between BEGIN and END in the file " + file + " cannot be read");
        }
    }
}
