package whybounce.probe.session;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Broken.How;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry.Withheld;
import whybounce.reply.Reception.End;
import whybounce.reply.SmtpReply;

/** Commands and answers in step: nothing is said any more once they are not. */
final class Conversation implements Closeable {

    /** RFC 5321 section 3.8: said at any time by a server that must go. */
    private static final int SHUTTING_DOWN = 421;

    /** So many are told; who says more than that unasked says it to nobody. */
    private static final int MOST_UNSOLICITED = 16;

    private static final String LINE_END = "\r\n";

    private final Wire wire;
    private final Recorder recorder;
    private Optional<ConversationEnded> end = Optional.empty();
    private Optional<DeliveryFailure> failure = Optional.empty();
    private Verdict verdict = Verdict.ACCEPTED;
    private boolean inGroup;
    private boolean leaving;
    private boolean saidGoodbye;
    private boolean closed;

    Conversation(Wire wire, Recorder recorder) {
        this.wire = wire;
        this.recorder = recorder;
    }

    Wire wire() {
        return wire;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Of the latest command. */
    Optional<DeliveryFailure> failure() {
        return failure;
    }

    Verdict verdict() {
        return verdict;
    }

    boolean isOpen() {
        return !closed;
    }

    SmtpReply ask(SmtpCommand command) throws ConversationEnded {
        say(List.of(command));
        return answer(command.stage(), command.wanted());
    }

    /** Says all of them at once. */
    void say(List<SmtpCommand> commands) throws ConversationEnded {
        listenFirst(commands.getFirst().stage());
        var all = new StringBuilder();
        for (var command : commands) {
            var bytes = bytes(command.line() + LINE_END);
            recorder.sent(command.stage(), bytes, bytes.length);
            all.append(command.line()).append(LINE_END);
        }
        var bytes = bytes(all.toString());
        wire.write(bytes, bytes.length);
    }

    /** Says {@code shown} and, without telling anybody, {@code secret}. */
    void say(Stage stage, String shown, String secret) throws ConversationEnded {
        listenFirst(stage);
        recorder.sent(stage, shown, Withheld.SECRET);
        var bytes = bytes(shown + secret + LINE_END);
        wire.write(bytes, bytes.length);
    }

    /** What was not asked for came before our question, so it cannot be the answer. */
    void listenFirst(Stage stage) throws ConversationEnded {
        requireOpen();
        if (saidGoodbye) {
            throw new IllegalStateException("QUIT was said");
        }
        if (!wire.hasUnsolicited()) {
            return;
        }
        var first = hear(stage);
        if (first.code() == SHUTTING_DOWN) {
            throw ended(Verdict.DEFERRED, new Refused(stage, first), "the server is closing");
        }
        throw ended(
                Verdict.PROTOCOL_VIOLATION,
                new Broken(stage, How.NOT_SMTP, Optional.of(first)),
                "the server said something that nobody had asked for");
    }

    /** What came unasked, all of it told, the first of it returned. */
    SmtpReply hear(Stage stage) {
        var first = wire.unsolicited();
        recorder.heard(stage, first);
        for (int told = 1; told < MOST_UNSOLICITED && wire.hasUnsolicited(); told++) {
            recorder.heard(stage, wire.unsolicited());
        }
        return first;
    }

    SmtpReply answer(Stage stage, int wanted) throws ConversationEnded {
        return answer(stage, digit -> digit == wanted, UnaryOperator.identity());
    }

    /**
     * The answer to a command.
     *
     * @param isWanted knows the first digits that mean yes
     * @param veil takes out of it what must not be told
     */
    SmtpReply answer(Stage stage, IntPredicate isWanted, UnaryOperator<SmtpReply> veil) throws ConversationEnded {
        requireOpen();
        var reply = veil.apply(wire.read());
        recorder.heard(stage, reply);
        if (reply.reception().end() != End.WHOLE) {
            throw brokenOff(stage, reply);
        }
        if (reply.code() / 100 == 4 || reply.code() / 100 == 5) {
            refused(new Refused(stage, reply));
            return reply;
        }
        if (!reply.isSound() || !isWanted.test(reply.code() / 100)) {
            throw ended(
                    Verdict.PROTOCOL_VIOLATION,
                    new Broken(stage, How.NOT_SMTP, Optional.of(reply)),
                    "what the server answered to " + stage.label() + " is no answer to it");
        }
        came(Verdict.ACCEPTED, Optional.empty());
        return reply;
    }

    /** A refusal is believed though it be garbled, and nothing is said after a garbled one or a farewell. */
    private void refused(Refused refused) {
        came(Verdict.of(refused.said()), Optional.of(refused));
        if (!refused.said().isSound() || refused.said().code() == SHUTTING_DOWN || !wire.isWritable()) {
            leaveIt(refused);
        }
    }

    /** A refusal after which nothing more can be said. */
    void leaveIt(Refused refused) {
        end = Optional.of(
                new ConversationEnded(Verdict.of(refused.said()), refused, "the conversation ended with a refusal"));
        close();
    }

    private void came(Verdict kind, Optional<DeliveryFailure> why) {
        if (!leaving && !isRefusedGroup()) {
            verdict = kind;
            failure = why;
        }
    }

    /** From now on the first refusal stands: what comes behind it follows from it. */
    void beginGroup() {
        failure = Optional.empty();
        inGroup = true;
    }

    void endGroup() {
        inGroup = false;
    }

    private boolean isRefusedGroup() {
        return inGroup && failure.isPresent();
    }

    private ConversationEnded brokenOff(Stage stage, SmtpReply part) {
        boolean something = !part.lines().isEmpty();
        var closedVerdict = something ? Verdict.CLOSED_IN_REPLY : Verdict.CLOSED;
        return switch (part.reception().end()) {
            case CLOSED -> broken(closedVerdict, stage, How.CLOSED, part, "the server closed the connection");
            case RESET -> broken(closedVerdict, stage, How.RESET, part, "the server reset the connection");
            case SILENCE -> broken(Verdict.SILENT, stage, How.TIMED_OUT, part, "the server fell silent");
            case DEADLINE ->
                broken(Verdict.TARPIT, stage, How.TIMED_OUT, part, "the time for the conversation was over");
            case WHOLE, TOO_LONG ->
                broken(Verdict.PROTOCOL_VIOLATION, stage, How.NOT_SMTP, part, "the answer did not end");
        };
    }

    private ConversationEnded broken(Verdict kind, Stage stage, How how, SmtpReply part, String words) {
        var partial = Optional.of(part).filter(said -> !said.lines().isEmpty());
        return ended(kind, new Broken(stage, how, partial), words + " at " + stage.label());
    }

    /** The same failure, better told. */
    void explain(DeliveryFailure better) {
        failure = Optional.of(better);
    }

    /** Says {@code bytes} and, in the same breath, goodbye; {@link #quit} hears the answer to that. */
    void quitBehind(byte[] bytes, int length) {
        var quit = SmtpCommand.quit();
        var line = bytes(quit.line() + LINE_END);
        recorder.sent(quit.stage(), line, line.length);
        var all = Arrays.copyOf(bytes, length + line.length);
        System.arraycopy(line, 0, all, length, line.length);
        wire.write(all, all.length);
        saidGoodbye = true;
    }

    /** Says goodbye, if that is still possible, and closes. */
    Optional<SmtpReply> quit() {
        leaving = true;
        var quit = SmtpCommand.quit();
        try {
            if (closed) {
                return Optional.empty();
            }
            return Optional.of(saidGoodbye ? answer(quit.stage(), quit.wanted()) : ask(quit));
        } catch (ConversationEnded gone) {
            return Optional.empty();
        } finally {
            close();
        }
    }

    /** Ends it, for this reason, once. */
    ConversationEnded ended(Verdict kind, DeliveryFailure why, String words) {
        var ended = isRefusedGroup()
                ? new ConversationEnded(verdict, failure.get(), words)
                : new ConversationEnded(kind, why, words);
        end = Optional.of(ended);
        came(kind, Optional.of(why));
        close();
        return ended;
    }

    void requireOpen() throws ConversationEnded {
        if (end.isPresent()) {
            var known = end.get();
            throw new ConversationEnded(known.verdict(), known.failure(), String.valueOf(known.getMessage()));
        }
        if (closed) {
            throw new IllegalStateException("the conversation was closed");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            wire.close();
            recorder.ended(verdict, failure);
        }
    }
}
