package whybounce.check.host;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a host name looks like one that a provider gives to whoever dials in: with the address in it, or words for that.
 * Large receivers refuse mail from such hosts whatever the list says.
 */
final class DynamicName {

    private static final Set<String> WORDS = Set.of(
            "adsl",
            "broadband",
            "cable",
            "client",
            "cpe",
            "dhcp",
            "dial",
            "dialin",
            "dialup",
            "dsl",
            "dyn",
            "dynamic",
            "dynamicip",
            "dynip",
            "fios",
            "ftth",
            "home",
            "mobile",
            "modem",
            "pool",
            "ppp",
            "pppoe",
            "resnet",
            "residential",
            "vdsl",
            "wireless");

    /** Said of addresses that stay. */
    private static final Set<String> FIXED = Set.of("static", "fixed", "mail", "mx", "smtp", "relay", "mta", "out");

    private static final int SIGNIFICANT_OCTETS = 3;

    private DynamicName() {}

    static boolean is(String name, InetAddress address) {
        var host = name.toLowerCase(Locale.ROOT);
        var words = Arrays.asList(host.split("[^a-z]+"));
        if (words.stream().anyMatch(FIXED::contains)) {
            return false;
        }
        return words.stream().anyMatch(WORDS::contains) || holdsAddress(host, address);
    }

    /** {@code 203-0-113-5.example.net} and its like: three of the numbers are enough, in either direction. */
    private static boolean holdsAddress(String host, InetAddress address) {
        var octets = address.getAddress();
        if (octets.length != 4) {
            return false;
        }
        var numbers = Arrays.asList(host.split("[^0-9]+"));
        var forward = List.of(text(octets[0]), text(octets[1]), text(octets[2]), text(octets[3]));
        return holds(numbers, forward) || holds(numbers, forward.reversed()) || host.contains(hex(octets));
    }

    private static boolean holds(List<String> numbers, List<String> octets) {
        var plain = numbers.stream().map(DynamicName::unpadded).toList();
        for (int from = 0; from + SIGNIFICANT_OCTETS <= octets.size(); from++) {
            var wanted = octets.subList(from, from + SIGNIFICANT_OCTETS);
            if (java.util.Collections.indexOfSubList(plain, wanted) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String unpadded(String number) {
        return number.replaceFirst("^0+(?=[0-9])", "");
    }

    private static String text(byte octet) {
        return Integer.toString(octet & 0xff);
    }

    private static String hex(byte[] octets) {
        return java.util.HexFormat.of().formatHex(octets);
    }
}
