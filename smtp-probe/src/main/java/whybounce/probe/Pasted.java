package whybounce.probe;

import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Stage;
import whybounce.reply.Octets;
import whybounce.reply.SmtpReply;

/**
 * A reply as people copy it: as the server sent it, or out of a log line that quotes it.
 *
 * @param reply with lines parted as they were
 * @param stage where the log line names it
 * @param text all of it, as far as it is looked at
 */
record Pasted(SmtpReply reply, Optional<Stage> stage, String text) {

    /** More than any log line; what follows is cut, so that no pattern runs over a huge input. */
    private static final int MAX_CHARACTERS = 1 << 16;

    /** Where a reply begins within other words: a code, then an enhanced status, a hyphen or words. */
    private static final Pattern REPLY_WITHIN = Pattern.compile("(?<![0-9.])[2-5][0-9]{2}[ -](?=\\S)");

    /** How mail systems lead over to a reply that they got (RFC 3464 section 2.3.6 for the last). */
    private static final Pattern QUOTED = Pattern.compile("\\bsaid: |\\(in reply to |\\bdsn=|\\bsmtp; ?[2-5]"
            + "|\\brefused to talk to me: |<<< ?[2-5][0-9]{2}|\\breturned:? '?[2-5][0-9]{2}|-> ?[2-5][0-9]{2}"
            + "|\\berror from remote mail server[^\\n]{0,300}?: [2-5][0-9]{2}");

    /** What Postfix adds behind the reply. */
    private static final Pattern IN_REPLY_TO =
            Pattern.compile("\\s*\\(in reply to (?<stage>[A-Za-z ]{1,30}?)(?: command)?\\)\\s*$");

    /** From a file or standard input: what is a reply as it stands keeps its bytes. */
    static Pasted read(byte[] bytes) {
        var whole = SmtpReply.parse(bytes);
        return isReply(whole)
                ? new Pasted(whole, Optional.empty(), whole.verbatim())
                : read(Octets.of(bytes).text());
    }

    /** From the command line, where a line break may be written as {@code \n}. */
    static Pasted argument(String text) {
        return read(text.replace("\\r\\n", "\n").replace("\\n", "\n"));
    }

    static Pasted read(String text) {
        String bounded = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        var tail = IN_REPLY_TO.matcher(bounded);
        if (!tail.find()) {
            return new Pasted(reply(bounded.strip()), Optional.empty(), bounded);
        }
        return new Pasted(
                reply(bounded.substring(0, tail.start()).strip()),
                CommandLine.stageNamed(tail.group("stage")),
                bounded);
    }

    private static SmtpReply reply(String text) {
        var whole = SmtpReply.parse(text);
        if (isReply(whole)) {
            return whole;
        }
        var within = REPLY_WITHIN.matcher(text);
        return within.find() ? SmtpReply.parse(text.substring(within.start())) : whole;
    }

    // RFC 5321 section 4.2.1: the first digit is 2 to 5.
    private static boolean isReply(SmtpReply reply) {
        return reply.code() >= 200 && reply.code() < 600;
    }

    /** Whether it is a server's answer, alone or in a mail system's own log line or notification. */
    boolean isAnswer() {
        return isReply(reply)
                && (text.strip().startsWith(Integer.toString(reply.code()))
                        || QUOTED.matcher(text).find());
    }

    /** Whether a reply stands in it. */
    boolean hasReply() {
        return isReply(reply);
    }

    /** Whether there is nothing in it that failed. */
    boolean isHarmless() {
        return reply.isPositive() || reply.verbatim().isBlank();
    }

    /** This reply as the reason of a failure at {@code given}, or else where the log line says, or else at the end. */
    DeliveryFailure failure(Optional<Stage> given) {
        return isReply(reply)
                ? new Refused(given.or(this::stage).orElse(Stage.END_OF_DATA), reply)
                : new Unexplained(reply.verbatim());
    }
}
