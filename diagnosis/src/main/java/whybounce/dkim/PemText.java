package whybounce.dkim;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Keys and certificates in the textual form of RFC 7468. What is told of a text that cannot be read is never a key.
 *
 * @param blocks what stands between each BEGIN and its END
 * @param source where it is from, for messages
 */
public record PemText(List<Block> blocks, String source) {

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /** RFC 5208: version 0, and the name of RSA (RFC 8017 appendix A.1). */
    private static final byte[] VERSION_AND_RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    public PemText {
        blocks = List.copyOf(blocks);
    }

    /** What stands between a BEGIN and its END, in base64. */
    public record Block(String label, String base64) {

        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }

        @Override
        public String toString() {
            return "(" + label + ")";
        }
    }

    /**
     * Takes a text apart.
     *
     * @throws IOException when it cannot be read
     */
    public static PemText of(String text, String source) throws IOException {
        var blocks = new ArrayList<Block>();
        var label = "";
        var base64 = new StringBuilder();
        for (var line : text.lines().toList()) {
            if (line.startsWith(BEGIN)) {
                label = line.substring(BEGIN.length()).replace(DASHES, "").strip();
                base64.setLength(0);
            } else if (line.startsWith(DASHES) && !label.isEmpty()) {
                blocks.add(block(label, base64.toString(), source));
                label = "";
            } else {
                base64.append(line.strip());
            }
        }
        return new PemText(blocks, source);
    }

    private static Block block(String label, String base64, String source) throws IOException {
        if (KeyOctets.decoded(base64).isEmpty()) {
            throw new IOException("what stands between BEGIN and END in the file " + source + " cannot be read");
        }
        return new Block(label, base64);
    }

    /**
     * The private key, of whatever kind it is.
     *
     * @throws IOException when there is none that can be read
     */
    public PrivateKey key() throws IOException {
        for (var block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return key(Der.tagged(
                            Der.SEQUENCE, Der.joined(VERSION_AND_RSA, Der.tagged(Der.OCTET_STRING, block.bytes()))));
                }
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException("the key in the file " + source
                            + " has another form than ours; make one of it with: openssl pkcs8 -topk8 -nocrypt -in "
                            + source);
                default -> {}
            }
        }
        throw new IOException("there is no private key in the file " + source);
    }

    // PKCS #8 names the kind, but Java wants to be told.
    private PrivateKey key(byte[] pkcs8) throws IOException {
        for (var kind : List.of("RSA", "EC", "Ed25519")) {
            var key = key(pkcs8, kind);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException(
                "the private key in the file " + source + " cannot be read: RSA, EC or Ed25519 is wanted");
    }

    private static Optional<PrivateKey> key(byte[] pkcs8, String kind) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }
}
