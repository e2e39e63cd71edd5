package whybounce.check.spf;

import java.net.InetAddress;

/**
 * What is checked.
 *
 * @param address of the client
 * @param helo what it calls itself
 * @param mailFrom the envelope's sender; empty for a bounce, and then the name of {@code helo} is checked
 */
public record SpfQuery(InetAddress address, String helo, String mailFrom) {

    /** A mailbox of RFC 5321 is shorter; of what is longer the end counts, where the domain is. */
    private static final int LONGEST = 1_000;

    private static final String POSTMASTER = "postmaster";

    public SpfQuery {
        helo = end(helo);
        mailFrom = end(mailFrom);
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - LONGEST));
    }

    // RFC 7208 sections 2.4 and 4.3: postmaster where there is no local part.
    String localPart() {
        int at = mailFrom.lastIndexOf('@');
        return at > 0 ? mailFrom.substring(0, at) : POSTMASTER;
    }

    String domain() {
        var domain = mailFrom.isEmpty() ? helo : mailFrom.substring(mailFrom.lastIndexOf('@') + 1);
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    boolean isIpv4() {
        return address.getAddress().length == 4;
    }
}
