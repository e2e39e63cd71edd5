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
        switch (entry) {
            case Entry.Begun begun -> show("=== ", "Trying " + shown(begun.peer()));
            case Entry.Connected connected -> show("=== ", "Connected from " + connected.from());
            case Entry.Sent sent -> sent(sent);
            case Entry.Heard heard -> heard(heard.tls() ? "<~ " : "<- ", heard.reply());
            case Entry.Encrypted encrypted -> encrypted(encrypted.report());
            case Entry.Noted noted -> show("=== ", noted.words());
            // What they say is told at the end, with its explanation.
            case Entry.Asked asked -> {}
            case Entry.Ended ended -> {}
            case Entry.Concluded concluded -> {}
        }
        out.flush();
    }

    private static String shown(Peer peer) {
        return peer.host() + peer.address().map(address -> " [" + address + "]").orElse("") + " port " + peer.port();
    }

    private void sent(Entry.Sent sent) {
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

    private void heard(String arrow, SmtpReply reply) {
        reply.lines().stream()
                .limit(MOST_LINES)
                .forEach(line -> show(arrow, line.bytes().text()));
        if (reply.lines().size() > MOST_LINES) {
            show(arrow, "(and " + (reply.lines().size() - MOST_LINES) + " more lines)");
        }
    }

    private void encrypted(TlsReport report) {
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
