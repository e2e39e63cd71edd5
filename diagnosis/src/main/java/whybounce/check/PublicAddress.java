package whybounce.check;

import java.net.InetAddress;
import java.util.List;

/** Which addresses a host of the Internet may have. Others stand in no record, and are told to nobody. */
public final class PublicAddress {

    /**
     * The special-purpose registries of IANA (RFC 6890), without the addresses for documentation: examples use them as if
     * they were anybody's.
     */
    private static final List<AddressRange> SPECIAL = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .stream()
            .map(AddressRange::of)
            .toList();

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        var octets = address.getAddress();
        return SPECIAL.stream().noneMatch(range -> range.contains(octets));
    }
}
