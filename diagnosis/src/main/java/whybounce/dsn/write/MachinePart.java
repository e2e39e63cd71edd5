package whybounce.dsn.write;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.explain.Addressed;
import whybounce.explain.RemoteText;
import whybounce.explain.Xtext;
import whybounce.failure.Attempt;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome.Action;

/** The machine-readable part of a report (RFC 3464 section 2, RFC 6533 section 3). */
final class MachinePart {

    /** RFC 5322 section 3.3, in UTC. */
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9-]{1,32}");

    private final Report report;
    private final Disclosure disclosure;

    MachinePart(Report report) {
        this.report = report;
        this.disclosure = new Disclosure(report.reader());
    }

    /** Whether an address needs more than ASCII. */
    boolean international() {
        return report.recipients().stream()
                .anyMatch(told -> !ascii(Addressed.of(told.outcome()))
                        || told.outcome()
                                .originalRecipient()
                                .filter(original -> !ascii(orcpt(original)))
                                .isPresent());
    }

    void write(Lines out) throws IOException {
        // RFC 3464 section 2.1: message/delivery-status is 7bit; RFC 6533 section 3: its sister should be 8bit.
        boolean international = international();
        out.line("Content-Type: message/" + (international ? "global-" : "") + "delivery-status");
        out.line("Content-Transfer-Encoding: " + (international ? "8bit" : "7bit"));
        out.blank();
        message(out);
        for (var told : report.recipients()) {
            out.blank();
            recipient(out, told);
        }
    }

    private void message(Lines out) throws IOException {
        // RFC 3461 section 6.3 (a): the xtext of ENVID is decoded.
        if (report.envelopeId().isPresent()) {
            out.field("Original-Envelope-Id", printable(report.envelopeId().get()));
        }
        out.field("Reporting-MTA", "dns; " + MachineText.ascii(RemoteText.name(report.reportingMta())));
        out.field("Arrival-Date", DATE.format(report.arrival()));
    }

    private void recipient(Lines out, Told told) throws IOException {
        var outcome = told.outcome();
        if (outcome.originalRecipient().filter(this::usable).isPresent()) {
            var original = outcome.originalRecipient().get();
            out.field("Original-Recipient", original.type() + "; " + orcpt(original));
        }
        out.field("Final-Recipient", typed(Addressed.of(outcome)));
        out.field("Action", outcome.action().name().toLowerCase(Locale.ROOT));
        out.field("Status", Status.of(told).toString());
        var last = outcome.lastAttempt();
        if (last.isPresent()) {
            attempt(out, told, last.get());
        }
        // RFC 3464 section 2.3.9.
        if (outcome.action() == Action.DELAYED && outcome.retryUntil().isPresent()) {
            out.field("Will-Retry-Until", DATE.format(outcome.retryUntil().get()));
        }
        ours(out, told);
    }

    private void attempt(Lines out, Told told, Attempt last) throws IOException {
        var reply = last.failure().reply().filter(said -> !said.lines().isEmpty());
        boolean shown = disclosure.reply(last);
        // RFC 3464 section 2.3.5: the remote MTA is the one that reported; who never answered did not.
        if (shown && reply.isPresent() && last.peer().isPresent()) {
            remoteMta(out, last.peer().get());
        }
        if (shown && reply.isPresent()) {
            for (var line : MachineText.reply("Diagnostic-Code", reply.get(), disclosure.masked(told.outcome()))) {
                out.line(line);
            }
        } else if (disclosure.inside(last)) {
            out.field("Diagnostic-Code", "X-whybounce; " + MachineText.ascii(Happening.of(last, report.reader())));
        }
        out.field("Last-Attempt-Date", DATE.format(last.time()));
        if (report.queueId().isPresent() && report.reader().mayKnowInside()) {
            out.field(
                    "Final-Log-ID",
                    MachineText.ascii(RemoteText.name(report.queueId().get())));
        }
    }

    private void remoteMta(Lines out, Peer peer) throws IOException {
        var host = Optional.of(MachineText.ascii(RemoteText.name(peer.host())))
                .filter(name -> !name.isEmpty())
                .or(() -> peer.address().map(address -> "[" + MachineText.ascii(RemoteText.name(address)) + "]"));
        if (host.isPresent()) {
            out.field("Remote-MTA", "dns; " + host.get());
        }
    }

    // RFC 3464 section 2.4: extension fields.
    private void ours(Lines out, Told told) throws IOException {
        var best = told.diagnosis().best();
        if (best.isEmpty() && told.explanation().headline().isEmpty()) {
            return;
        }
        out.field("X-Whybounce-Cause", best.map(finding -> finding.cause().id()).orElse("unknown"));
        out.field("X-Whybounce-Who-Must-Act", token(told.explanation().whoMustAct()));
        out.field("X-Whybounce-Confidence", token(told.diagnosis().confidence()));
        if (best.isPresent() && report.reader().mayKnowInside()) {
            out.field(
                    "X-Whybounce-Rule",
                    MachineText.ascii(RemoteText.name(best.get().rule())));
        }
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String typed(String address) {
        return ascii(address) ? "rfc822; " + address : "utf-8; " + MachineText.unitext(address);
    }

    private boolean usable(OriginalRecipient original) {
        return TYPE.matcher(original.type()).matches() && !orcpt(original).isEmpty();
    }

    // RFC 3464 section 2.3.1: the address of ORCPT; its xtext is the coat for the SMTP command only.
    private static String orcpt(OriginalRecipient original) {
        if (original.type().equalsIgnoreCase("utf-8")) {
            return MachineText.unitext(RemoteText.name(Xtext.decodeUtf8(original.address())));
        }
        return printable(original.address());
    }

    private static String printable(String xtext) {
        var decoded = Xtext.decode(xtext);
        return MachineText.ascii(RemoteText.line(RemoteText.isPrintable(decoded) ? decoded : xtext));
    }

    private static boolean ascii(String text) {
        return RemoteText.isPrintable(text) || text.chars().allMatch(c -> c < 0x80);
    }
}
