package whybounce.probe.replay;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Entry.Withheld;
import whybounce.probe.session.TlsReport;
import whybounce.reply.Octets;
import whybounce.reply.Reception.End;
import whybounce.reply.SmtpReply;

/**
 * The server's part in the last conversation of a transcript.
 *
 * @param host who said it
 * @param host who said it
 */
public record Script(String host, List<Step> steps) {

    public Script {
        steps = List.copyOf(steps);
    }

    /** One thing to do. */
    public sealed interface Step {

        /** Says these bytes. */
        record Say(Octets bytes) implements Step {}

        /** Waits for a line that begins with {@code verb}; any line where that is empty. */
        record HearLine(String verb) implements Step {}

        /** Waits for so many octets, a header for proxies. */
        record HearOctets(long count) implements Step {}

        /** Waits for a message up to the lone dot. */
        record HearMessage() implements Step {}

        /** Waits for the octets that the last BDAT spoke of. */
        record HearChunk() implements Step {}

        /** Does its side of a handshake, with a certificate of its own. */
        record Encrypt(TlsReport recorded) implements Step {}

        /** Hears the client's side of a handshake and closes: which bytes made it fail, no transcript has. */
        record BreakHandshake() implements Step {}

        /** Stays there without a word. */
        record FallSilent() implements Step {}

        record Close() implements Step {}

        record Reset() implements Step {}
    }

    /** What its handshake showed, where one came about. */
    public Optional<TlsReport> handshake() {
        return steps.stream()
                .filter(step -> step instanceof Step.Encrypt)
                .map(step -> ((Step.Encrypt) step).recorded())
                .findFirst();
    }

    /**
     * Reads it from a transcript; empty where there was no connection.
     *
     * @throws IllegalArgumentException when what was said was too long to be kept whole
     */
    public static Optional<Script> of(List<Entry> entries) {
        Optional<Writing> last = Optional.empty();
        Optional<Writing> now = Optional.empty();
        for (var entry : entries) {
            if (entry instanceof Entry.Begun begun) {
                now = Optional.of(new Writing(begun.peer().host()));
            } else if (entry instanceof Entry.Connected) {
                last = now;
            } else if (now.isPresent()) {
                now.get().add(entry);
            }
        }
        return last.map(Writing::script);
    }

    /** Writes the steps down as the entries come. */
    private static final class Writing {

        private final String host;
        private final List<Step> steps = new ArrayList<>();
        private boolean messageBegun;

        private Writing(String host) {
            this.host = host;
        }

        private Script script() {
            return new Script(host, steps);
        }

        private void add(Entry entry) {
            switch (entry) {
                case Entry.Sent sent -> sent(sent);
                case Entry.Heard heard -> heard(heard.reply());
                case Entry.Encrypted handshake -> encrypted(handshake.report());
                case Entry.Begun again -> {}
                case Entry.Connected connected -> {}
                case Entry.Asked asked -> {}
                case Entry.Noted noted -> {}
                case Entry.Ended ended -> {}
                case Entry.Concluded concluded -> {}
            }
        }

        private void sent(Entry.Sent sent) {
            boolean isMessage = sent.stage() == Stage.END_OF_DATA
                    || sent.withheld()
                            .filter(left -> left.what() == Withheld.What.MESSAGE)
                            .isPresent();
            if (isMessage) {
                message();
            } else if (sent.stage() == Stage.CONNECT) {
                steps.add(new Step.HearOctets(sent.bytes().length()));
            } else {
                var secret = sent.withheld().isPresent();
                steps.add(new Step.HearLine(verb(sent.bytes().text(), secret)));
            }
        }

        /** A message that was kept comes in pieces. */
        private void message() {
            if (!messageBegun) {
                boolean chunk =
                        !steps.isEmpty() && steps.getLast() instanceof Step.HearLine(var verb) && verb.equals("BDAT");
                steps.add(chunk ? new Step.HearChunk() : new Step.HearMessage());
            }
            messageBegun = true;
        }

        /** What answers a challenge begins with no verb. */
        private static String verb(String line, boolean secret) {
            var word = line.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT);
            return secret && !word.equals("AUTH") ? "" : word;
        }

        private void heard(SmtpReply reply) {
            messageBegun = false;
            say(bytes(reply));
            switch (reply.reception().end()) {
                case WHOLE -> {}
                case CLOSED -> steps.add(new Step.Close());
                case RESET -> steps.add(new Step.Reset());
                case SILENCE, DEADLINE -> steps.add(new Step.FallSilent());
                case TOO_LONG -> throw new IllegalArgumentException("an answer is there in part only");
            }
        }

        /** What came unasked lies behind the answer before it, and goes out with it. */
        private void say(Octets bytes) {
            if (bytes.length() == 0) {
                return;
            }
            if (!steps.isEmpty() && steps.getLast() instanceof Step.Say(var before)) {
                var both = new ByteArrayOutputStream();
                both.writeBytes(before.toByteArray());
                both.writeBytes(bytes.toByteArray());
                steps.set(steps.size() - 1, new Step.Say(Octets.of(both.toByteArray())));
            } else {
                steps.add(new Step.Say(bytes));
            }
        }

        private static Octets bytes(SmtpReply reply) {
            boolean whole = reply.reception().gap().isEmpty()
                    && reply.lines().stream().noneMatch(SmtpReply.Line::isCut)
                    && reply.reception().end() != End.TOO_LONG;
            if (!whole) {
                throw new IllegalArgumentException("an answer is there in part only");
            }
            var bytes = new ByteArrayOutputStream();
            for (var line : reply.lines()) {
                bytes.writeBytes(line.bytes().toByteArray());
                bytes.writeBytes(Octets.of(line.terminator().characters()).toByteArray());
            }
            return Octets.of(bytes.toByteArray());
        }

        private void encrypted(TlsReport report) {
            boolean held = report.agreed().isPresent() && !report.chain().isEmpty();
            steps.add(held ? new Step.Encrypt(report) : new Step.BreakHandshake());
        }
    }
}
