package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.failure.Stage;

/**
 * What to judge: a text, the code it came with, and who said it where, as far as the text tells.
 *
 * <p>Relays wrap the reply that they got into their own words ("host mx.example.org said: 550 ..."). The innermost reply
 * is the one that says why.
 *
 * @param code the reply code; 0 for none
 * @param from where in {@code text} the judged part begins
 * @param to where it ends
 * @param host who said it, where a wrapper names it
 * @param stage at which it was said, where that is known
 */
record Said(String text, int from, int to, int code, Optional<String> host, Optional<Stage> stage) {

    /** No honest reply is longer; wrappers are looked for in this much of it. */
    private static final int MAX_CHARS = NormalText.MAX_CHARS;

    /** The longest host name (RFC 1035 section 2.3.4). */
    private static final int MAX_HOST = 255;

    /** What stands before a reply that was wrapped. */
    private static final List<String> MARKS = List.of(
            "said:",
            "said",
            "->",
            "]:",
            ">:",
            "smtp;",
            "response:",
            "reply:",
            "replied:",
            "responded:",
            "responded with",
            "returned:",
            "returned",
            "server:",
            "error:",
            "data:",
            "connection:",
            "command:",
            "message:",
            "exception:",
            "failed:",
            "code:",
            "because:",
            "reason:",
            "with:",
            "was:",
            "status:",
            "response was",
            "upstream:");

    private static final String SAID = " said: ";
    private static final String IN_REPLY_TO = "(in reply to ";

    static Said of(int code, String text, Optional<Stage> stage) {
        return new Said(text, 0, Math.min(text.length(), MAX_CHARS), code, Optional.empty(), stage);
    }

    /** Whether it stood in the words of another server. */
    boolean isWrapped() {
        return from > 0;
    }

    /** The innermost reply in this one; this one where there is no other in it. */
    Said innermost() {
        var cut = withoutCommand();
        int at = cut.lastWrapped();
        if (at >= 0) {
            int start = Math.min(at + 4, cut.to);
            return new Said(text, start, cut.to, cut.codeAt(at), cut.hostBefore(at), cut.stage);
        }
        int said = last(SAID, cut.to);
        return said < from
                ? cut
                : new Said(text, said + SAID.length(), cut.to, code, cut.hostBefore(said + 6), cut.stage);
    }

    /** Postfix adds the command that was answered. */
    private Said withoutCommand() {
        int at = last(IN_REPLY_TO, to);
        if (at < from) {
            return this;
        }
        var named = command(text.substring(at + IN_REPLY_TO.length(), Math.min(to, at + IN_REPLY_TO.length() + 20)));
        return new Said(text, from, at, code, host, named.isPresent() ? named : stage);
    }

    /** Most texts have no such words, and looking forward tells that sooner than looking back. */
    private int last(String words, int end) {
        return text.contains(words) ? text.lastIndexOf(words, end - words.length()) : -1;
    }

    private static Optional<Stage> command(String text) {
        String words = text.toUpperCase(Locale.ROOT);
        if (words.startsWith("END OF DATA")) {
            return Optional.of(Stage.END_OF_DATA);
        }
        for (var stage :
                List.of(Stage.EHLO, Stage.HELO, Stage.STARTTLS, Stage.AUTH, Stage.MAIL, Stage.RCPT, Stage.DATA)) {
            if (words.startsWith(stage.name())) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    private int lastWrapped() {
        for (int at = to - 3; at > from; at--) {
            if (isReplyCode(at) && isMarked(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isReplyCode(int at) {
        char first = text.charAt(at);
        return (first == '4' || first == '5')
                && isDigit(at + 1)
                && isDigit(at + 2)
                && (at + 3 >= to || text.charAt(at + 3) == ' ' || text.charAt(at + 3) == '-');
    }

    private boolean isMarked(int at) {
        int stop = at;
        while (stop > from && " '\"".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        for (String mark : MARKS) {
            int start = stop - mark.length();
            if (start >= from && text.regionMatches(true, start, mark, 0, mark.length())) {
                return stop < at || mark.endsWith(";");
            }
        }
        return false;
    }

    private int codeAt(int at) {
        return Integer.parseInt(text.substring(at, at + 3));
    }

    /** "host mx.example.org[192.0.2.1] said:" */
    private Optional<String> hostBefore(int at) {
        int host = text.lastIndexOf("host ", at);
        if (host < from) {
            return Optional.empty();
        }
        int start = host + "host ".length();
        int stop = start;
        while (stop < at && stop - start < MAX_HOST && isHostCharacter(text.charAt(stop))) {
            stop++;
        }
        return stop > start ? Optional.of(text.substring(start, stop)) : Optional.empty();
    }

    private static boolean isHostCharacter(char c) {
        return c == '.' || c == '-' || (c < 0x80 && Character.isLetterOrDigit(c));
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
