package whybounce.probe.report;

import java.io.PrintStream;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry;
import whybounce.probe.session.TlsReport;
import whybounce.probe.session.Transcript;
import whybounce.reply.SmtpReply;

/**
 * A conversation as it happens, for a person: {@code ->} is what we say, {@code <-} what they say, {@code ~>} and
 * {@code <~} the same in encryption, {@code ===} what happens besides.
 */
public final class LiveText implements Transcript {

    /** Of a long answer so many lines are shown; the transcript has them all. */
    private static final int MOST_LINES = 40;

    /** RFC 5321 section 4.5.3.1.5 allows 512. */
    private static final int LONGEST_LINE = 1_024;

    private final PrintStream out;
    private final Transcript besides;
    private final Screen screen = new Screen();

    /**
     * Shows on {@code out}.
     *
     * @param besides is told everything too
     */
    public LiveText(PrintStream out, Transcript besides) {
        this.out = out;
        this.besides = besides;
    }

    @Override
    public boolean keepsMessage() {
        return besides.keepsMessage();
    }

    @Override
    public void add(Entry entry) {
        besides.add(entry);
        entry.tell(screen);
        out.flush();
    }

    /** What it does not hear is told at the end, with its explanation. */
    private final class Screen implements Entry.Listener {

        @Override
        public void begun(Entry.Begun begun) {
            show("=== ", "Trying " + shown(begun.peer()));
        }

        @Override
        public void connected(Entry.Connected connected) {
            show("=== ", "Connected from " + connected.from());
        }

        @Override
        public void sent(Entry.Sent sent) {
            write(sent);
        }

        @Override
        public void heard(Entry.Heard heard) {
            write(heard.tls() ? "<~ " : "<- ", heard.reply());
        }

        @Override
        public void encrypted(Entry.Encrypted encrypted) {
            write(encrypted.report());
        }

        @Override
        public void noted(Entry.Noted noted) {
            show("=== ", noted.words());
        }
    }

    private static String shown(Peer peer) {
        return peer.host() + peer.address().map(address -> " [" + address + "]").orElse("") + " port " + peer.port();
    }

    private void write(Entry.Sent sent) {
        var arrow = sent.tls() ? "~> " : "-> ";
        if (sent.stage() == Stage.END_OF_DATA && sent.withheld().isEmpty()) {
            show(arrow, "(" + sent.bytes().length() + " octets of the message)");
            return;
        }
        var text = sent.bytes().text().stripTrailing();
        if (sent.stage() == Stage.CONNECT && !text.startsWith("PROXY ")) {
            show(arrow, "(a PROXY header of version 2, " + sent.bytes().length() + " octets)");
            return;
        }
        if (sent.withheld().isEmpty()) {
            text.lines().forEach(line -> show(arrow, line));
            return;
        }
        var withheld = sent.withheld().get();
        show(
                arrow,
                switch (withheld.what()) {
                    case CREDENTIALS -> text.isEmpty() ? "(not shown)" : text + " (not shown)";
                    case MESSAGE -> "(the message, " + withheld.octets() + " octets)";
                });
    }

    private void write(String arrow, SmtpReply reply) {
        reply.lines().stream()
                .limit(MOST_LINES)
                .forEach(line -> show(arrow, line.bytes().text()));
        if (reply.lines().size() > MOST_LINES) {
            show(arrow, "(and " + (reply.lines().size() - MOST_LINES) + " more lines)");
        }
    }

    private void write(TlsReport report) {
        report.agreed()
                .ifPresentOrElse(
                        agreed -> show("=== ", "Encrypted: " + agreed.protocol() + ", " + agreed.cipherSuite()),
                        () -> show("=== ", "No encryption came about"));
        report.expires().ifPresent(day -> show("=== ", "Certificates hold until " + day));
        report.faults().forEach(fault -> show("=== ", "Not verified: " + fault.detail()));
    }

    private void show(String arrow, String text) {
        var bounded = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text;
        out.println(arrow + Visible.text(bounded));
    }
}
