package whybounce.check.route;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A domain that is one slip of a finger away from a known one. */
final class Typo {

    /** Where most people have their mailboxes. */
    private static final List<String> WELL_KNOWN = List.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "yahoo.com",
            "ymail.com",
            "aol.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "proton.me",
            "protonmail.com",
            "fastmail.com",
            "zoho.com",
            "gmx.net",
            "gmx.de",
            "gmx.at",
            "gmx.ch",
            "gmx.com",
            "web.de",
            "t-online.de",
            "freenet.de",
            "posteo.de",
            "mailbox.org",
            "orange.fr",
            "wanadoo.fr",
            "free.fr",
            "laposte.net",
            "sfr.fr",
            "libero.it",
            "virgilio.it",
            "tiscali.it",
            "alice.it",
            "bluewin.ch",
            "telenet.be",
            "skynet.be",
            "ziggo.nl",
            "kpnmail.nl",
            "btinternet.com",
            "sky.com",
            "comcast.net",
            "verizon.net",
            "att.net",
            "sbcglobal.net",
            "bellsouth.net",
            "cox.net",
            "charter.net",
            "rogers.com",
            "shaw.ca",
            "bigpond.com",
            "optusnet.com.au",
            "xtra.co.nz",
            "mail.ru",
            "yandex.ru",
            "rambler.ru",
            "seznam.cz",
            "wp.pl",
            "onet.pl",
            "interia.pl",
            "o2.pl",
            "qq.com",
            "163.com",
            "126.com",
            "sina.com",
            "naver.com",
            "hotmail.fr",
            "hotmail.de",
            "hotmail.co.uk",
            "outlook.de",
            "yahoo.fr",
            "yahoo.de",
            "yahoo.co.uk",
            "yahoo.co.jp");

    private Typo() {}

    static Optional<String> of(String domain, Collection<String> recent) {
        return Stream.concat(recent.stream(), WELL_KNOWN.stream())
                .filter(known -> !known.equals(domain) && isOneAway(domain, known))
                .findFirst();
    }

    /** One character too many, too few or another, or two that changed places. */
    static boolean isOneAway(String first, String second) {
        int start = 0;
        int shorter = Math.min(first.length(), second.length());
        while (start < shorter && first.charAt(start) == second.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && first.charAt(first.length() - 1 - end) == second.charAt(second.length() - 1 - end)) {
            end++;
        }
        int left = first.length() - start - end;
        int right = second.length() - start - end;
        boolean one = left <= 1 && right <= 1 && left + right > 0;
        return one || (left == 2 && right == 2 && areSwapped(first, second, start));
    }

    private static boolean areSwapped(String first, String second, int at) {
        return first.charAt(at) == second.charAt(at + 1) && first.charAt(at + 1) == second.charAt(at);
    }
}
