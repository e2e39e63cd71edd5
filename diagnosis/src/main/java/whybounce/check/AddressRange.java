package whybounce.check;

import java.util.Optional;
import whybounce.dns.IpText;

/** Addresses of one family that begin alike. */
public final class AddressRange {

    private final byte[] first;
    private final int bits;

    /**
     * A range.
     *
     * @param bits of {@code first} that count
     */
    public AddressRange(byte[] first, int bits) {
        this.first = first.clone();
        this.bits = bits;
    }

    /** Reads {@code 192.0.2.0/24}. */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        var address = text.substring(0, slash);
        Optional<byte[]> octets = IpText.v4(address).or(() -> IpText.v6(address));
        return new AddressRange(octets.orElseThrow(), Integer.parseInt(text.substring(slash + 1)));
    }

    public int bits() {
        return bits;
    }

    public boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((address[bit / Byte.SIZE] & mask) != (first[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
