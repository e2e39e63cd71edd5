package whybounce.classify;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the code by which a platform knows a refusal: its own, else a word in brackets that looks like one. */
final class References {

    private static final int MAX_REFERENCE = 24;

    /** Capitals that name a standard and no case: "RFC5322", "TLSV1_2", "UTF-8", "ECDHE-RSA-AES256-SHA384". */
    private static final Set<String> STANDARDS = Set.of(
            "AES",
            "ASN",
            "BASE",
            "BITMIME",
            "CRAM",
            "CVE",
            "DSN",
            "ECDHE",
            "EHLO",
            "ESMTP",
            "GMT",
            "HTTP",
            "IMAP",
            "IP",
            "IPV",
            "ISO",
            "LMTP",
            "MD",
            "MIME",
            "MX",
            "POP",
            "RFC",
            "RSA",
            "SHA",
            "SMTP",
            "SMTPS",
            "SMTPUTF",
            "SSL",
            "SSLV",
            "STARTTLS",
            "TCP",
            "TLS",
            "TLSV",
            "UTC",
            "UTF",
            "X");

    private final String text;

    /** Where the next brackets open, below 0 for nowhere. */
    private int round;

    private int square;

    private References(String text) {
        this.text = text;
        this.round = text.indexOf('(');
        this.square = text.indexOf('[');
    }

    /** @param beginnings of the platform's own codes */
    static Optional<String> in(String text, List<String> beginnings) {
        var references = new References(text);
        for (String beginning : beginnings) {
            var own = references.own(beginning);
            if (own.isPresent()) {
                return own;
            }
        }
        return references.inBrackets();
    }

    private Optional<String> own(String beginning) {
        for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
            int stop = end(at + beginning.length());
            while (stop > at + beginning.length() && "-_".indexOf(text.charAt(stop - 1)) >= 0) {
                stop--;
            }
            if (isOwn(at, stop, beginning)) {
                return Optional.of(text.substring(at, stop));
            }
        }
        return Optional.empty();
    }

    private int end(int from) {
        int stop = from;
        while (stop < text.length() && isReferenceCharacter(text.charAt(stop))) {
            stop++;
        }
        return stop;
    }

    /** A code of its own stands alone, and has a digit where not its very beginning marks it: "IB508", "HL:REP". */
    private boolean isOwn(int from, int to, String beginning) {
        return to > from + beginning.length()
                && to - from <= MAX_REFERENCE
                && (from == 0 || !Facts.isPlain(text.charAt(from - 1)))
                && (to == text.length() || !Facts.isPlain(text.charAt(to)))
                && ("#:".indexOf(beginning.charAt(beginning.length() - 1)) >= 0 || hasDigit(from, to));
    }

    /** A word in brackets that mixes capitals and digits: "[TSS04]", "(S3150)". */
    private Optional<String> inBrackets() {
        for (int at = bracket(0); at >= 0; at = bracket(at + 1)) {
            int stop = end(at + 1);
            if (stop < text.length() && ")]".indexOf(text.charAt(stop)) >= 0 && isReference(at + 1, stop)) {
                return Optional.of(text.substring(at + 1, stop));
            }
        }
        return Optional.empty();
    }

    private int bracket(int from) {
        if (round >= 0 && round < from) {
            round = text.indexOf('(', from);
        }
        if (square >= 0 && square < from) {
            square = text.indexOf('[', from);
        }
        return round < 0 || (square >= 0 && square < round) ? square : round;
    }

    private boolean isReference(int from, int to) {
        return to - from >= 3
                && to - from <= MAX_REFERENCE
                && isLetter(text.charAt(from))
                && hasDigit(from, to)
                && !namesStandard(from, to);
    }

    private boolean namesStandard(int from, int to) {
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || !isLetter(text.charAt(at))) {
                if (at > start && STANDARDS.contains(text.substring(start, at))) {
                    return true;
                }
                start = at + 1;
            }
        }
        return false;
    }

    private boolean hasDigit(int from, int to) {
        for (int at = from; at < to; at++) {
            if (Amounts.isDigit(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReferenceCharacter(char c) {
        return isLetter(c) || Amounts.isDigit(c) || c == '-' || c == '_';
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
