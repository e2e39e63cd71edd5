package whybounce.probe.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.plan.Planner;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Entry.Concluded;
import whybounce.probe.session.Entry.Concluded.Result;
import whybounce.probe.session.TlsReport;
import whybounce.probe.session.Verdict;

/**
 * What was tried with one message, and what came of it, as a transcript tells it.
 *
 * @param from empty for the null sender, and where nobody came so far as to say it
 * @param to empty where nobody came so far as to say it
 * @param notes what happened between conversations
 */
public record Trial(String from, String to, List<String> notes, List<Try> tries, Concluded end) {

    public Trial {
        notes = List.copyOf(notes);
        tries = List.copyOf(tries);
    }

    /**
     * One conversation.
     *
     * @param took from before it was connected to the end
     * @param tls each handshake
     */
    public record Try(
            Peer peer,
            Instant time,
            Duration took,
            Verdict verdict,
            Optional<DeliveryFailure> failure,
            List<TlsReport> tls) {

        public Try {
            tls = List.copyOf(tls);
        }
    }

    /**
     * Reads it from a transcript.
     *
     * @throws IllegalArgumentException when there is nothing in it that a message could have come to
     */
    public static Trial of(List<Entry> entries) {
        var reading = new Reading();
        for (var entry : entries) {
            entry.tell(reading);
        }
        return reading.trial();
    }

    /** The entries of each message by itself, where a transcript has several. */
    public static List<List<Entry>> apart(List<Entry> entries) {
        var messages = new ArrayList<List<Entry>>();
        for (var entry : entries) {
            if (messages.isEmpty() || entry instanceof Entry.Asked) {
                messages.add(new ArrayList<>());
            }
            messages.getLast().add(entry);
        }
        return messages.isEmpty() ? List.of(List.of()) : messages;
    }

    /** Whether it failed for what this machine or who uses it has set, and not for anything about the recipient. */
    public boolean isOfOurSide() {
        return end.failure().filter(this::isOfOurSide).isPresent();
    }

    private boolean isOfOurSide(DeliveryFailure failure) {
        if (failure instanceof NoRoute route) {
            var domain = to.substring(to.lastIndexOf('@') + 1);
            return !to.isEmpty() && !route.domain().equalsIgnoreCase(Planner.ascii(domain));
        }
        return failure instanceof LocalRefusal ours && ours.what() == LocalRefusal.What.FAULT;
    }

    /** The last conversation. */
    public Optional<Try> last() {
        return tries.isEmpty() ? Optional.empty() : Optional.of(tries.getLast());
    }

    /** Collects what the entries say. */
    private static final class Reading implements Entry.Listener {

        /** RFC 5321 section 4.1.1.2 and 4.1.1.3. */
        private static final Pattern PATH = Pattern.compile("^(MAIL FROM|RCPT TO):<([^>]*)>");

        private String from = "";
        private String to = "";
        private boolean asked;
        private boolean accepted;
        private final List<String> notes = new ArrayList<>();
        private final List<Try> tries = new ArrayList<>();
        private final List<TlsReport> tls = new ArrayList<>();
        private Optional<Entry.Begun> begun = Optional.empty();
        private Optional<Concluded> end = Optional.empty();

        @Override
        public void asked(Entry.Asked message) {
            asked = true;
            from = message.from();
            to = message.to();
        }

        @Override
        public void noted(Entry.Noted noted) {
            notes.add(noted.words());
        }

        @Override
        public void begun(Entry.Begun start) {
            begun = Optional.of(start);
            tls.clear();
            accepted = false;
        }

        @Override
        public void encrypted(Entry.Encrypted encrypted) {
            tls.add(encrypted.report());
        }

        @Override
        public void ended(Entry.Ended ended) {
            begun.ifPresent(start -> tries.add(tried(start, ended)));
        }

        @Override
        public void concluded(Concluded concluded) {
            end = Optional.of(concluded);
        }

        @Override
        public void sent(Entry.Sent sent) {
            var path = PATH.matcher(sent.bytes().text());
            if (asked || !path.find()) {
                return;
            }
            if (path.group(1).startsWith("M")) {
                from = path.group(2);
            } else {
                to = path.group(2);
            }
        }

        @Override
        public void heard(Entry.Heard heard) {
            boolean ofMessage = heard.stage() == Stage.END_OF_DATA || heard.stage() == Stage.BDAT;
            accepted = heard.stage() == Stage.QUIT
                    ? accepted
                    : ofMessage && heard.reply().isPositive();
        }

        private Try tried(Entry.Begun start, Entry.Ended ended) {
            var took = ended.at().minus(start.at());
            return new Try(start.peer(), start.time(), took, ended.verdict(), ended.failure(), tls);
        }

        private Trial trial() {
            return new Trial(from, to, notes, tries, end.orElseGet(this::asItEnded));
        }

        /** Of a transcript that no command of ours wrote. */
        private Concluded asItEnded() {
            if (tries.isEmpty()) {
                throw new IllegalArgumentException("no conversation that ended");
            }
            var last = tries.getLast();
            var result = last.failure().isPresent() ? Result.FAILED : accepted ? Result.TAKEN : Result.STOPPED;
            return new Concluded(
                    Duration.ZERO, last.time(), last.took(), Optional.of(last.peer()), result, "", last.failure());
        }
    }
}
