package whybounce.mailets.james;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.RecipientOutcome;
import whybounce.reply.SmtpReply;

/** The attempts that are kept with a mail: enough to tell how it began and how it ended, never without bound. */
final class History {

    // How it began: usually all that differs from the later ones.
    static final int FIRST = 3;

    // How it ended. Five days of retries are about forty attempts.
    static final int LAST = RecipientOutcome.MAX_ATTEMPTS - FIRST;

    // A reply has a handful of lines. This is a hundred of them; the queue carries it at each attempt.
    static final int LARGEST_REPLY = 16 * 1024;

    private History() {}

    static List<Attempt> bounded(List<Attempt> attempts) {
        if (attempts.size() <= FIRST + LAST) {
            return attempts;
        }
        var kept = new ArrayList<>(attempts.subList(0, FIRST));
        kept.addAll(attempts.subList(attempts.size() - LAST, attempts.size()));
        return kept;
    }

    static DeliveryFailure bounded(DeliveryFailure failure) {
        return switch (failure) {
            case Refused(var stage, var said) -> new Refused(stage, bounded(said));
            case Broken(var stage, var how, var partial) -> new Broken(stage, how, partial.map(History::bounded));
            case TlsFailed(var detail, var reply) -> new TlsFailed(detail, reply.map(History::bounded));
            // MxLookup keeps a few hosts only; the others hold no text of the other side.
            case NoRoute none -> none;
            case Unreachable unreachable -> unreachable;
            case LocalRefusal local -> local;
            case Unexplained unexplained -> unexplained;
        };
    }

    /** The first lines and always the last one, which has the code that counts. */
    private static SmtpReply bounded(SmtpReply reply) {
        if (reply.lines().stream().mapToInt(line -> line.bytes().length()).sum() <= LARGEST_REPLY) {
            return reply;
        }
        var kept = new ArrayList<SmtpReply.Line>();
        int room = LARGEST_REPLY / 2;
        for (var line : reply.lines().subList(0, reply.lines().size() - 1)) {
            room -= line.bytes().length();
            if (room < 0) {
                break;
            }
            kept.add(line);
        }
        kept.add(cut(reply.lines().getLast()));
        return new SmtpReply(kept);
    }

    private static SmtpReply.Line cut(SmtpReply.Line line) {
        var bytes = line.bytes().toByteArray();
        int end = Math.min(bytes.length, LARGEST_REPLY / 2);
        var shorter = new byte[end];
        System.arraycopy(bytes, 0, shorter, 0, end);
        return Optional.of(SmtpReply.parse(shorter))
                .filter(reply -> !reply.lines().isEmpty())
                .map(reply -> reply.lines().getFirst())
                .orElse(line);
    }
}
