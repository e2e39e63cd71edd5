package whybounce.probe.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry.Withheld;
import whybounce.reply.SmtpReply;

/** Sends a message, and stops when the server answers or goes before its end. */
final class MessageSender {

    /** A full TLS record holds as much. */
    private static final int PIECE = 16 * 1024;

    private static final int LEAST = 512;

    private static final int DONE = 2;

    private final Conversation conversation;
    private final InputStream message;
    private boolean early;

    MessageSender(Conversation conversation, InputStream message) {
        this.conversation = conversation;
        this.message = message;
    }

    /**
     * After the 354 to DATA.
     *
     * @param answers how many are due: one, or with LMTP one for each recipient
     * @param goodbye whether nothing more is to be said, and QUIT goes with its end
     */
    List<SmtpReply> data(int answers, boolean goodbye) throws ConversationEnded {
        conversation.listenFirst(Stage.END_OF_DATA);
        var piece = new byte[room()];
        var stuffing = new DotStuffing(piece.length);
        long octets = 0;
        int count = read(piece);
        while (count == piece.length && !early) {
            octets += send(stuffing.out(), stuffing.take(piece, count));
            early = conversation.wire().hasUnsolicited() || !conversation.wire().isWritable();
            count = read(piece);
        }
        if (early) {
            withhold(octets, Stage.END_OF_DATA);
            return List.of(answerBeforeEnd());
        }
        stuffing.take(piece, count);
        int length = stuffing.end();
        octets += length;
        keep(stuffing.out(), length);
        withhold(octets, Stage.END_OF_DATA);
        if (goodbye) {
            conversation.quitBehind(stuffing.out(), length);
        } else {
            conversation.wire().write(stuffing.out(), length);
        }
        return answers(Stage.END_OF_DATA, answers);
    }

    /** In chunks (RFC 3030), as it is. */
    List<SmtpReply> bdat(int chunk, int answers) throws ConversationEnded {
        var bytes = new byte[chunk];
        var ahead = new byte[chunk];
        int count = read(bytes);
        int next = read(ahead);
        while (next > 0) {
            var reply = chunk(bytes, count, false, 1).getFirst();
            if (!reply.isPositive()) {
                return List.of(reply);
            }
            var free = bytes;
            bytes = ahead;
            count = next;
            ahead = free;
            next = read(ahead);
        }
        return chunk(bytes, count, true, answers);
    }

    private List<SmtpReply> chunk(byte[] bytes, int count, boolean last, int answers) throws ConversationEnded {
        conversation.say(List.of(SmtpCommand.bdat(count, last)));
        withhold(send(bytes, count), Stage.BDAT);
        return answers(Stage.BDAT, answers);
    }

    private List<SmtpReply> answers(Stage stage, int count) throws ConversationEnded {
        var answers = new ArrayList<SmtpReply>();
        while (answers.size() < count) {
            answers.add(conversation.answer(stage, DONE));
        }
        return answers;
    }

    /** A refusal is one; but the message was not sent whole, and nothing can be said any more. */
    private SmtpReply answerBeforeEnd() throws ConversationEnded {
        var reply = conversation.answer(Stage.END_OF_DATA, digit -> false, said -> said);
        conversation.leaveIt(new Refused(Stage.END_OF_DATA, reply));
        return reply;
    }

    private int send(byte[] bytes, int length) {
        keep(bytes, length);
        conversation.wire().write(bytes, length);
        return length;
    }

    private void keep(byte[] bytes, int length) {
        if (conversation.recorder().keepsMessage()) {
            conversation.recorder().sent(Stage.END_OF_DATA, bytes, length);
        }
    }

    private void withhold(long octets, Stage stage) {
        if (!conversation.recorder().keepsMessage()) {
            conversation.recorder().sent(stage, "", new Withheld(Withheld.What.MESSAGE, octets));
        }
    }

    /** A short message needs little room. */
    private int room() throws ConversationEnded {
        try {
            return Math.clamp(message.available() + 1L, LEAST, PIECE);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Half a message must not arrive as a whole one, so nothing ends it when it cannot be read. */
    private int read(byte[] piece) throws ConversationEnded {
        try {
            return message.readNBytes(piece, 0, piece.length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ConversationEnded unreadable(IOException e) {
        var words = "the message cannot be read: "
                + Optional.ofNullable(e.getMessage()).orElse("");
        return conversation.ended(Verdict.OURS, new LocalRefusal(What.FAULT, words), words);
    }
}
