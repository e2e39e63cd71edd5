package whybounce.dns;

import java.net.InetAddress;
import java.util.Locale;

/**
 * One question to the DNS.
 *
 * @param name in any script, without a dot at its end; the case of its letters does not count
 */
public record Question<R>(String name, RecordType<R> type) {

    public Question {
        name = unrooted(name).toLowerCase(Locale.ROOT);
    }

    public static Question<Mx> mx(String name) {
        return new Question<>(name, RecordType.MX);
    }

    public static Question<String> txt(String name) {
        return new Question<>(name, RecordType.TXT);
    }

    /** The IPv4 addresses of a host. */
    public static Question<InetAddress> a(String name) {
        return new Question<>(name, RecordType.A);
    }

    /** The IPv6 addresses of a host. */
    public static Question<InetAddress> aaaa(String name) {
        return new Question<>(name, RecordType.AAAA);
    }

    /** The names of an address. */
    public static Question<String> ptr(InetAddress address) {
        return new Question<>(ReverseName.of(address), RecordType.PTR);
    }

    /** The name that an alias stands for. */
    public static Question<String> cname(String name) {
        return new Question<>(name, RecordType.CNAME);
    }

    public static Question<Tlsa> tlsa(String name) {
        return new Question<>(name, RecordType.TLSA);
    }

    private static String unrooted(String name) {
        return name.endsWith(".") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
