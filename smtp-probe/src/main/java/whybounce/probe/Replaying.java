package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import whybounce.probe.Command.Replay;
import whybounce.probe.replay.Script;
import whybounce.probe.replay.ScriptedPeer;
import whybounce.probe.report.LiveText;
import whybounce.probe.report.Trial;
import whybounce.probe.report.Visible;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Transcript;

/** Tells again what a transcript tells, or acts the server's part in it. */
final class Replaying {

    private final Replay request;
    private final TrialReport report;
    private final PrintStream out;
    private final PrintStream err;

    Replaying(Replay request, TrialReport report, PrintStream out, PrintStream err) {
        this.request = request;
        this.report = report;
        this.out = out;
        this.err = err;
    }

    ExitCode run(List<Entry> entries) throws IOException {
        try {
            return request.servePort().isPresent()
                    ? serve(Script.of(entries), request.servePort().get())
                    : explain(entries);
        } catch (IllegalArgumentException unusable) {
            err.println("smtp-probe: " + Visible.text(String.valueOf(unusable.getMessage())));
            return ExitCode.UNDETERMINED;
        }
    }

    private ExitCode explain(List<Entry> entries) {
        var trial = Trial.of(entries);
        if (!request.json()) {
            var live = new LiveText(out, Transcript.NONE);
            entries.forEach(live::add);
        }
        return report.write(trial, request.json(), out);
    }

    private ExitCode serve(Optional<Script> script, int port) throws IOException {
        if (script.isEmpty()) {
            throw new IllegalArgumentException("there was no connection, so there is nothing to serve");
        }
        try (var peer = new ScriptedPeer(script.get(), port, this::tell)) {
            tell(Visible.text(script.get().host()) + " is replayed at 127.0.0.1 port " + peer.port());
            if (script.get().inClear()) {
                tell("It was encrypted from the first byte; the replay is in the clear.");
            }
            if (request.once()) {
                peer.serveOnce();
            } else {
                peer.serve();
            }
        }
        return ExitCode.GOOD;
    }

    private void tell(String words) {
        out.println("=== " + Visible.text(words));
        out.flush();
    }
}
