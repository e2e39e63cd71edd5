package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.explain.GuideAddress;
import whybounce.probe.Command.Replay;
import whybounce.probe.Command.Serve;
import whybounce.probe.many.Addresses;
import whybounce.probe.many.Providers;
import whybounce.probe.many.Summary;
import whybounce.probe.many.SummaryJson;
import whybounce.probe.many.SummaryText;
import whybounce.probe.replay.Script;
import whybounce.probe.replay.ScriptedPeer;
import whybounce.probe.replay.ServerCertificate;
import whybounce.probe.report.LiveText;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Trial;
import whybounce.probe.report.TrialJson;
import whybounce.probe.report.Visible;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Transcript;

/** Tells again what a transcript tells, or acts the server's part in it. */
final class Replaying {

    private final Replay request;
    private final Shown shown;
    private final TrialReport report;
    private final PrintStream out;
    private final PrintStream err;

    /** With what it is told. */
    record Shown(Catalogue catalogue, Palette palette, Optional<GuideAddress> guide) {}

    Replaying(Replay request, Shown shown, PrintStream out, PrintStream err) {
        this.request = request;
        this.shown = shown;
        this.report = new TrialReport(shown.catalogue(), shown.palette(), shown.guide());
        this.out = out;
        this.err = err;
    }

    ExitCode run(List<Entry> entries) throws IOException {
        try {
            var messages = wanted(Trial.apart(entries));
            return request.serve().isPresent()
                    ? serve(script(messages), request.serve().get())
                    : explain(messages);
        } catch (IllegalArgumentException unusable) {
            err.println("smtp-probe: " + Visible.text(String.valueOf(unusable.getMessage())));
            return ExitCode.UNDETERMINED;
        }
    }

    /** Those to one recipient, if somebody wants no other. */
    private List<List<Entry>> wanted(List<List<Entry>> messages) {
        if (request.recipient().isEmpty()) {
            return messages;
        }
        var wanted = messages.stream().filter(this::isWanted).toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to " + request.recipient().get() + " is in this transcript");
        }
        return wanted;
    }

    private boolean isWanted(List<Entry> message) {
        return Trial.of(message).to().equalsIgnoreCase(request.recipient().orElse(""));
    }

    private ExitCode explain(List<List<Entry>> messages) {
        if (messages.size() == 1) {
            return explainOne(messages.getFirst());
        }
        var providers = new Providers(shown.catalogue());
        var all = new ArrayList<Probed>();
        for (var message : messages) {
            var probed = report.probed(Trial.of(message), providers);
            all.add(probed);
            if (!request.json()) {
                show(message);
                report.write(probed.trial(), false, out);
                out.println();
            }
        }
        return isOneRecipient(all) ? explainAddresses(all) : explainTargets(all);
    }

    private ExitCode explainOne(List<Entry> entries) {
        var trial = Trial.of(entries);
        if (!request.json()) {
            show(entries);
        }
        return report.write(trial, request.json(), out);
    }

    private void show(List<Entry> entries) {
        var live = new LiveText(out, Transcript.NONE);
        entries.forEach(live::add);
    }

    /** As --every-address writes it. */
    private static boolean isOneRecipient(List<Probed> all) {
        return all.stream().map(each -> each.trial().to()).distinct().count() == 1;
    }

    private ExitCode explainAddresses(List<Probed> all) {
        var addresses = new Addresses(all.stream().map(Probed::atAddress).toList());
        out.print(request.json() ? addresses.json(shown.guide()) : addresses.write(shown.palette(), shown.guide()));
        return new ExitCode(addresses.exitCode());
    }

    private ExitCode explainTargets(List<Probed> all) {
        var summary = new Summary();
        var took = Duration.ZERO;
        for (var probed : all) {
            summary.add(probed);
            took = took.plus(probed.trial().end().took());
            if (request.json()) {
                out.print(TrialJson.line(probed, shown.guide()));
            }
        }
        out.print(
                request.json()
                        ? SummaryJson.write(summary, took)
                        : new SummaryText(shown.palette(), shown.guide()).write(summary, took));
        return new ExitCode(summary.worst());
    }

    private static Script script(List<List<Entry>> messages) {
        return Script.of(messages.stream().flatMap(List::stream).toList())
                .orElseThrow(
                        () -> new IllegalArgumentException("there was no connection, so there is nothing to serve"));
    }

    private ExitCode serve(Script script, Serve wanted) throws IOException {
        var certificate = certificate(script, wanted);
        try (var peer = new ScriptedPeer(script, certificate, wanted.port(), this::tell)) {
            tell(script.host() + " is replayed at 127.0.0.1 port " + peer.port());
            if (certificate.isPresent() && wanted.certificate().isEmpty()) {
                tell("Its certificate is made for this replay and signed by itself, with the names and dates of the"
                        + " real one.");
            }
            if (wanted.once()) {
                peer.serveOnce();
            } else {
                peer.serve();
            }
        }
        return ExitCode.GOOD;
    }

    private static Optional<ServerCertificate> certificate(Script script, Serve wanted) throws IOException {
        if (script.handshake().isEmpty()) {
            return Optional.empty();
        }
        if (wanted.certificate().isEmpty()) {
            return Optional.of(ServerCertificate.like(script.handshake().get()));
        }
        var file = wanted.certificate().get();
        var key = new PemFile(wanted.key().orElse(file)).key();
        return Optional.of(new ServerCertificate(key, new PemFile(file).certificates()));
    }

    private void tell(String words) {
        out.println("=== " + Visible.text(words));
        out.flush();
    }
}
