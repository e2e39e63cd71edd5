package whybounce.probe.report;

import java.util.List;
import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry.Concluded.Result;

/** What a message and a plain one with the same header tell together: whether content or infrastructure is at fault. */
public enum Comparison {
    /** Both were taken. */
    NEITHER(
            "Both were taken: neither the content nor the way is at fault at this server.",
            "Your message was taken, and so was a plain one. If the recipient does not see it, ask them to look into"
                    + " their junk folder.",
            List.of(
                    "Whether it lands in the inbox is decided later: send with --expect, once with this message and once with"
                            + " a plain one.")),
    /** The message was refused, and a plain one was taken. */
    CONTENT(
            "The content is at fault: the message was refused, and a plain one with the same header was taken.",
            "What is in your message is the reason: its words, its links or its attachments. Your address and your mail"
                    + " system are not.",
            List.of(
                    "The same sender, recipient, server and header went through, so SPF, DNS and the sending address are not"
                            + " the reason.",
                    "Halve it: leave out attachments first, then links, then pictures, and compare again with"
                            + " --compare-plain.",
                    "A signature (DKIM) is part of what was left out: if the reply speaks of it, look at the signing and not at"
                            + " the words.")),
    /** Both came to the same. */
    INFRASTRUCTURE(
            "The infrastructure is at fault, not the content: a plain message with the same header was refused for the same"
                    + " reason.",
            "Nothing that you wrote is the reason, and writing it another way does not help. Your mail administrator, or"
                    + " the recipient's, must act.",
            List.of(
                    "Look at what both have in common: the sending address, the sender, SPF and DNS, the recipient, and the"
                            + " header with its Subject.",
                    "Act on the explanation above; it holds for any message.")),
    /** It failed before a server saw the content. */
    BEFORE_CONTENT(
            "The infrastructure is at fault, not the content: it failed before the message was sent, so nobody has seen the"
                    + " content.",
            "Nothing that you wrote is the reason: your message was not even looked at.",
            List.of(
                    "A plain message was not sent: it would have failed at the same point. Act on the explanation above.")),
    /** Both were refused, each in another way. */
    BOTH(
            "Both were refused, and for different reasons: a plain message with the same header is refused too, so the"
                    + " infrastructure is at fault; the content may be as well.",
            "Nothing that you write now helps alone. Your mail administrator, or the recipient's, must act first.",
            List.of(
                    "Mend first what the plain message was refused for; it is told above in second place.",
                    "Then compare again: what is left is the content's.")),
    /** The message was taken, and a plain one was refused. */
    ONLY_PLAIN(
            "The message was taken, and the plain one was refused: the content is not at fault.",
            "Your message was taken.",
            List.of(
                    "A server that counts may not like two messages in a row: wait some minutes and compare again.",
                    "A signature (DKIM) or a line of the content may be what lets the message pass; the plain one has"
                            + " neither.")),
    /** Somebody put it off, or did not answer. */
    UNDECIDED(
            "Not determined: a server that puts off, or does not answer, has not judged yet.",
            "Nobody has decided about your message yet.",
            List.of(
                    "Compare again in some minutes. A server that puts off strangers takes the message then.",
                    "If it is the same hours later, act on the explanation above."));

    private final String meaning;
    private final String sender;
    /** A line each; a list in an enum could be changed. */
    private final String administrator;

    Comparison(String meaning, String sender, List<String> administrator) {
        this.meaning = meaning;
        this.sender = sender;
        this.administrator = String.join("\n", administrator);
    }

    /** Why a message was not taken: where that came to light, and what the catalogue calls it. */
    private record Fault(Stage stage, String cause) {}

    /** Whether it failed before a server saw the content, so that a plain one need not be sent. */
    public static boolean isBeforeContent(Trial message) {
        return message.end().failure().filter(why -> !seesContent(stage(why))).isPresent()
                || message.end().result() == Result.NOT_TESTED;
    }

    /** Of a message that failed before a server saw its content. */
    public static Comparison beforeContent(Trial message) {
        return message.end().failure().filter(Comparison::isJudgement).isPresent() ? BEFORE_CONTENT : UNDECIDED;
    }

    /** Of both. */
    public static Comparison of(Trial message, Optional<Explained> why, Trial plain, Optional<Explained> whyPlain) {
        boolean taken = message.end().result() == Result.TAKEN;
        boolean plainTaken = plain.end().result() == Result.TAKEN;
        if (taken && plainTaken) {
            return NEITHER;
        }
        if (taken) {
            return ONLY_PLAIN;
        }
        if (!isDecided(message) || !isDecided(plain)) {
            return UNDECIDED;
        }
        if (plainTaken) {
            return CONTENT;
        }
        return fault(message, why).equals(fault(plain, whyPlain)) ? INFRASTRUCTURE : BOTH;
    }

    private static boolean isDecided(Trial trial) {
        return trial.end().result() == Result.TAKEN
                || trial.end().failure().filter(Comparison::isJudgement).isPresent();
    }

    private static Optional<Fault> fault(Trial trial, Optional<Explained> explained) {
        return trial.end()
                .failure()
                .map(failure ->
                        new Fault(stage(failure), explained.map(Explained::page).orElse("")));
    }

    /** Whether somebody decided, or there is no way; what may be otherwise in a minute is no decision. */
    private static boolean isJudgement(DeliveryFailure failure) {
        return switch (failure) {
            case Refused refused -> !refused.isTransient();
            case NoRoute route -> !route.isTransient();
            // Filters do hang up in the middle of a message that they do not like.
            case Broken broken -> seesContent(broken.stage());
            case Unreachable none -> true;
            case TlsFailed tls -> true;
            case LocalRefusal ours -> true;
            case Unexplained words -> false;
        };
    }

    private static Stage stage(DeliveryFailure failure) {
        return switch (failure) {
            case Refused refused -> refused.stage();
            case Broken broken -> broken.stage();
            case TlsFailed tls -> Stage.STARTTLS;
            case Unreachable none -> Stage.CONNECT;
            case NoRoute none -> Stage.CONNECT;
            // Its size, or its address: ours to know before it is sent, and the size is the content's.
            case LocalRefusal(var what, var detail) ->
                what == LocalRefusal.What.TOO_LARGE ? Stage.END_OF_DATA : Stage.CONNECT;
            case Unexplained words -> Stage.UNKNOWN;
        };
    }

    /** A size that MAIL speaks of is the content's too. */
    private static boolean seesContent(Stage stage) {
        return stage == Stage.END_OF_DATA || stage == Stage.BDAT || stage == Stage.MAIL;
    }

    /** In a sentence, for anybody. */
    String meaning() {
        return meaning;
    }

    /** For who wrote the message. */
    String sender() {
        return sender;
    }

    /** For who runs the relay: what it shows, and what to do next. */
    List<String> administrator() {
        return administrator.lines().toList();
    }
}
