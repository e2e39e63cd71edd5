package whybounce.dkim;

import java.io.ByteArrayOutputStream;

/** What little of DER (X.690) frames a key. */
final class Der {

    static final int BIT_STRING = 3;
    static final int OCTET_STRING = 4;
    static final int SEQUENCE = 0x30;

    private static final int LONGEST_SHORT = 127;

    private Der() {}

    /** Of at most 65,535 octets, which are more than any key has; of longer ones the end is missing. */
    static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length <= LONGEST_SHORT) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
