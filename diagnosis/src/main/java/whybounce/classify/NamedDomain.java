package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.failure.Peer;

/**
 * The domain of the sender that a reply judges: "sending domain [example.com]", "d=example.com". A reply may as well name
 * the recipient's; where the words do not tell whose it is, none is told.
 */
final class NamedDomain {

    /** The longest domain name in text (RFC 1035 section 2.3.4). */
    private static final int MAX_DOMAIN = 253;

    /** So many characters before a word still say of whom it is. */
    private static final int REACH = 30;

    /** What stands right before a domain; "domain" alone may be anybody's. */
    private static final List<String> BEFORE = List.of(
            "domain", "email from", "mail from", "policy for", "policy of", "record of", "record for", "due to");

    /** The sender's, when it stands right before "domain". */
    private static final List<String> SENDERS = List.of(
            "sender ", "sending ", "from ", "mailfrom ", "helo ", "ehlo ", "signing ", "spf ", "dkim ", "your ");

    /** Only the sender is judged by these. */
    private static final List<String> AUTHENTICATION = List.of("dmarc", "spf", "dkim", "authentic");

    private static final List<String> RECIPIENTS =
            List.of("recipient", "rcpt", "destination", "relay", "user", "mailbox", "account", "deliver", " mx ");

    /** What stands before a recipient's address. */
    private static final List<String> ADDRESSED =
            List.of("recipient", "rcpt", "to ", "to:", "user", "mailbox", "account");

    private final String text;
    private final String lower;
    private final Optional<Peer> peer;

    /**
     * @param lower the text in lower case, of the same length
     * @param peer the server that speaks: a domain in which it is itself is the recipient's
     */
    NamedDomain(String text, String lower, Optional<Peer> peer) {
        this.text = text;
        this.lower = lower;
        this.peer = peer;
    }

    Optional<String> domain() {
        if (!mayHoldDomain()) {
            return Optional.empty(); // Most replies name none, and looking for each of the words takes longer.
        }
        // RFC 6376 section 3.5: the tag of a signature, as replies quote it.
        for (int at = lower.indexOf("d="); at >= 0; at = lower.indexOf("d=", at + 1)) {
            if (at > 0 && " ;,(".indexOf(text.charAt(at - 1)) >= 0) {
                var signing = domainAt(at + 2);
                if (signing.isPresent()) {
                    return signing;
                }
            }
        }
        for (String words : BEFORE) {
            for (int at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + 1)) {
                var domain = domainBehind(at, words);
                if (domain.isPresent()) {
                    return domain;
                }
            }
        }
        return Optional.empty();
    }

    private boolean mayHoldDomain() {
        for (int dot = lower.indexOf('.'); dot > 0 && dot < lower.length() - 1; dot = lower.indexOf('.', dot + 1)) {
            if (isDomainCharacter(lower.charAt(dot - 1)) && isDomainCharacter(lower.charAt(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> domainBehind(int at, String words) {
        int start = at + words.length();
        while (start < text.length() && " [(<'\"=:".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start > at + words.length() && start < text.length()
                ? domainAt(start).filter(domain -> isSenders(words, at))
                : Optional.empty();
    }

    private boolean isSenders(String words, int at) {
        String before = lower.substring(Math.max(0, at - REACH), at);
        if (words.endsWith("from") || (words.equals("domain") && endsWithAny(before, SENDERS))) {
            return true;
        }
        return Facts.anyIn(AUTHENTICATION, lower) && !Facts.anyIn(RECIPIENTS, before);
    }

    private Optional<String> domainAt(int from) {
        int stop = from;
        while (stop < text.length() && isDomainCharacter(text.charAt(stop))) {
            stop++;
        }
        if (stop < text.length() && text.charAt(stop) == '@') {
            return Optional.empty(); // The front of an address.
        }
        while (stop > from && ".-".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        String domain = text.substring(from, stop).toLowerCase(Locale.ROOT);
        return domain.lastIndexOf('.') > 0
                        && domain.length() <= MAX_DOMAIN
                        && Character.isLetter(domain.charAt(domain.length() - 1))
                        && !isRecipients(domain)
                ? Optional.of(domain)
                : Optional.empty();
    }

    private boolean isRecipients(String domain) {
        if (peer.map(Peer::host).filter(host -> isIn(host, domain)).isPresent()) {
            return true;
        }
        String mailbox = "@" + domain;
        for (int at = lower.indexOf(mailbox); at >= 0; at = lower.indexOf(mailbox, at + 1)) {
            int start = at;
            while (start > 0 && at - start < REACH && " <".indexOf(lower.charAt(start - 1)) < 0) {
                start--;
            }
            String before = lower.substring(Math.max(0, start - REACH), start);
            if (Facts.anyIn(ADDRESSED, before) && before.lastIndexOf("from") < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String host, String domain) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private static boolean isDomainCharacter(char c) {
        return Facts.isPlain(c) || c == '.' || c == '-';
    }

    private static boolean endsWithAny(String text, List<String> words) {
        for (String word : words) {
            if (text.endsWith(word)) {
                return true;
            }
        }
        return false;
    }
}
