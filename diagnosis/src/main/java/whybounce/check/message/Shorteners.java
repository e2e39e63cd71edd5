package whybounce.check.message;

import java.util.Set;

/** Hosts that hide where a link leads. */
final class Shorteners {

    private static final Set<String> HOSTS = Set.of(
            "adf.ly",
            "bit.do",
            "bit.ly",
            "bl.ink",
            "buff.ly",
            "cutt.ly",
            "dub.sh",
            "goo.gl",
            "is.gd",
            "j.mp",
            "lnkd.in",
            "ow.ly",
            "qr.ae",
            "rb.gy",
            "rebrand.ly",
            "s.id",
            "short.io",
            "shorturl.at",
            "shrtco.de",
            "soo.gd",
            "t.co",
            "t.ly",
            "tiny.cc",
            "tiny.one",
            "tinyurl.com",
            "trib.al",
            "v.gd");

    private Shorteners() {}

    static boolean has(String host) {
        return HOSTS.contains(host.startsWith("www.") ? host.substring("www.".length()) : host);
    }
}
