package whybounce.classify;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

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

    /** How wrappers name the command before the reply: Exim, Sendmail, and qmail in its own words. */
    private static final Map<String, Stage> COMMANDS = Map.ofEntries(
            Map.entry("after initial connection", Stage.GREETING),
            Map.entry("after ehlo", Stage.EHLO),
            Map.entry("after helo", Stage.HELO),
            Map.entry("my name was rejected", Stage.HELO),
            Map.entry("after starttls", Stage.STARTTLS),
            Map.entry("after auth", Stage.AUTH),
            Map.entry("after mail from", Stage.MAIL),
            Map.entry("after pipelined mail from", Stage.MAIL),
            Map.entry("for mail from command", Stage.MAIL),
            Map.entry("sender was rejected", Stage.MAIL),
            Map.entry("after rcpt", Stage.RCPT),
            Map.entry("after pipelined rcpt", Stage.RCPT),
            Map.entry("for rcpt to command", Stage.RCPT),
            Map.entry("does not like recipient", Stage.RCPT),
            Map.entry("after end of data", Stage.END_OF_DATA),
            Map.entry("after pipelined end of data", Stage.END_OF_DATA),
            Map.entry("for text command", Stage.END_OF_DATA),
            Map.entry("failed after i sent the message", Stage.END_OF_DATA),
            Map.entry(">>> ehlo", Stage.EHLO),
            Map.entry(">>> helo", Stage.HELO),
            Map.entry(">>> mail from", Stage.MAIL),
            Map.entry(">>> rcpt to", Stage.RCPT),
            Map.entry(">>> data", Stage.DATA));

    /** So far before a reply its command still belongs to it: an address may stand between them. */
    private static final int COMMAND_REACH = 400;

    /** What wrappers add behind the reply: qmail-remote.c, Sendmail, and notifications (RFC 3464). */
    private static final List<String> CLOSINGS = List.of(
            "Giving up on ",
            "I'm not going to try again",
            "\n5.0.0 Service unavailable",
            "4.4.1 reply: read error",
            "\nRemote system:",
            "\nRemote-MTA:",
            "\nReporting-MTA:",
            "\nFinal-Recipient:",
            "\nLast-Attempt-Date:");

    /** What stands, with a colon, before a reply whose code a wrapper has left out. */
    private static final List<String> QUOTES =
            List.of(" said", "response was", "gave this error", "command failed Detail");

    /** How Postfix and Exim begin when the sender's address was tried and refused. */
    private static final List<String> OF_SENDER = List.of(
            "sender address rejected",
            "sender verif",
            "sender callout",
            "callout verification",
            "postmaster verification failed while checking",
            "callback setup failed while verifying");

    /** What stands before the reason in a line of the log of Postfix and Sendmail. */
    private static final List<String> LOG_FIELDS =
            List.of("status=bounced (", "status=deferred (", "status=undeliverable (", "status=expired (", " stat=");

    /** How reports of qmail and Postfix begin. */
    private static final List<String> OPENINGS = List.of("Sorry it didn't work out.", "The mail system\n");

    private static final String SMTP_CODE = " SMTP code: ";

    private static final String FIELDS_OF_CLIENT = "; from=<";

    private static final String IN_REPLY_TO = "(in reply to ";

    static Said of(SmtpReply reply, Optional<Stage> stage) {
        var text = unescaped(reply.text());
        return new Said(text, 0, Math.min(text.length(), MAX_CHARS), reply.code(), Optional.empty(), stage);
    }

    /** People copy replies out of JSON and out of programs. */
    private static String unescaped(String said) {
        return said.indexOf('\\') < 0 ? said : said.replace("\\r\\n", "\n").replace("\\n", "\n");
    }

    /** Whether it stood in the words of another server. */
    boolean isWrapped() {
        return from > 0;
    }

    /** Whether it is less than all of another. The first equals of a record costs a process more than a whole answer. */
    boolean isWithin(Said whole) {
        return from != whole.from || to != whole.to;
    }

    /** Without the lines before the first that has the code, where none of them has any: a wrapper's own words. */
    private Said behindPreface(SmtpReply reply) {
        var lines = reply.lines();
        int start = 0;
        while (start < lines.size() && lines.get(start).code() == 0) {
            start++;
        }
        if (start == 0 || start == lines.size()) {
            return this;
        }
        int at = 0;
        for (var line : lines.subList(0, start)) {
            at += unescaped(line.text()).length() + 1;
        }
        boolean isPreface = at < to && new QuotedReply(text, from, at).last() < 0;
        return isPreface ? new Said(text, at, to, code, hostBefore(at), stage.or(stageBefore(at))) : this;
    }

    private QuotedReply quotedReply() {
        return new QuotedReply(text, from, to);
    }

    private Supplier<Optional<Stage>> stageBefore(int at) {
        return () -> commandIn(before(at));
    }

    /** The innermost reply in this one, which is all of {@code reply}; this one where there is no other in it. */
    Said innermost(SmtpReply reply) {
        return behindPreface(reply).innermost();
    }

    private Said innermost() {
        var cut = withoutCommand().withoutLogFields().withoutSmtpCode();
        int wrapped = cut.quotedReply().last();
        if (wrapped < 0) {
            return cut.quoted();
        }
        return ofSender(before(wrapped)) ? new Said(text, from, wrapped, code, host, stage) : cut.replyAt(wrapped);
    }

    /** What a wrapper quotes without its code. */
    private Said quoted() {
        for (int colon = last(":", to); colon > from; colon = text.lastIndexOf(':', colon - 1)) {
            if (colon + 1 < to && isQuote(colon)) {
                return ofSender(before(colon))
                        ? new Said(text, from, colon, code, host, stage)
                        : new Said(
                                text,
                                colon + 1,
                                endOfReply(colon + 1),
                                code,
                                hostBefore(colon),
                                stage.or(stageBefore(colon)));
            }
        }
        return outOfLog();
    }

    private boolean isQuote(int colon) {
        for (String words : QUOTES) {
            if (text.startsWith(words, colon - words.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Without the fields of the log line that it stands in, "relay=" is no word about relaying; and without how a relay's
     * own report begins.
     */
    private Said outOfLog() {
        return text.indexOf("stat", from) >= 0 ? behind(LOG_FIELDS) : behind(OPENINGS);
    }

    private Said behind(List<String> words) {
        for (String each : words) {
            int at = last(each, to);
            if (at >= from && at + each.length() < to) {
                return new Said(text, at + each.length(), to, code, host, stage);
            }
        }
        return this;
    }

    private Said replyAt(int at) {
        var reply = quotedReply();
        int start = reply.wordsOf(at);
        return start >= to
                ? new Said(text, from, at, reply.codeAt(at), host, stage).quoted() // "..., code: 550"
                : new Said(text, start, endOfReply(start), reply.codeAt(at), hostBefore(at), stage.or(stageBefore(at)));
    }

    /** What stands before a quoted reply and may belong to it, in lower case. */
    private String before(int at) {
        return text.substring(Math.max(from, at - COMMAND_REACH), at).toLowerCase(Locale.ROOT);
    }

    /** Whether what is quoted behind came of trying the sender's own address, and says nothing of the recipient's. */
    private static boolean ofSender(String before) {
        return OF_SENDER.stream().anyMatch(before::contains);
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

    /** Postfix adds who wanted what of whom, and "helo=" is no word about HELO. */
    private Said withoutLogFields() {
        int at = last(FIELDS_OF_CLIENT, to);
        return at < from ? this : new Said(text, from, at, code, host, stage);
    }

    /** PHPMailer adds the codes. */
    private Said withoutSmtpCode() {
        int at = last(SMTP_CODE, to);
        if (at < from) {
            return this;
        }
        int digits = at + SMTP_CODE.length();
        var reply = quotedReply();
        boolean isCode = digits + QuotedReply.CODE <= to && reply.isReplyCode(digits);
        return isCode ? new Said(text, from, at, reply.codeAt(digits), host, stage) : this;
    }

    private static Optional<Stage> commandIn(String before) {
        return COMMANDS.entrySet().stream()
                .filter(command -> before.contains(command.getKey()))
                .max(Comparator.comparingInt(command -> before.lastIndexOf(command.getKey())))
                .map(Map.Entry::getValue);
    }

    private int endOfReply(int start) {
        int end = to;
        for (String closing : CLOSINGS) {
            int at = text.indexOf(closing, start);
            if (at > start && at < end) {
                end = at;
            }
        }
        return end;
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
}
