package whybounce.probe.report;

import java.util.Optional;
import whybounce.explain.GuideAddress;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.DeliveryFailure.Unreachable.Why;
import whybounce.failure.Peer;

/** What a message came to, for a person; stands below the conversation. */
public final class TrialText {

    private TrialText() {}

    /**
     * Writes it.
     *
     * @param explained the failure, where it is one
     */
    public static String write(
            Trial trial,
            TrialVerdict verdict,
            Optional<Explained> explained,
            Palette palette,
            Optional<GuideAddress> guide) {
        return switch (trial.end().result()) {
            case TAKEN -> "Taken by " + server(trial) + ". Whether it arrives, its mailbox tells.\n";
            case STOPPED -> "Stopped as asked. Nothing was sent.\n";
            case NOT_TESTED -> "Not tested: " + Visible.text(trial.end().reason()) + ". Nothing was sent.\n";
            case FAILED -> "\n" + failed(trial, verdict, explained, palette, guide);
        };
    }

    /** What no reply of a server says. */
    private static String why(Trial trial, DeliveryFailure failure) {
        if (failure instanceof NoRoute route && trial.isOfOurSide()) {
            return "the DNS tells no address of the server that was given, " + route.domain() + "; check its name";
        }
        if (failure instanceof TlsFailed tls) {
            return tls.detail();
        }
        if (failure instanceof Unreachable(var why)) {
            return words(why);
        }
        return failure instanceof LocalRefusal ours ? ours.detail() : "";
    }

    /** Why there was no connection, as far as the network says. */
    public static String words(Why why) {
        return switch (why) {
            case REFUSED -> "nobody listens at that port (refused)";
            case TIMED_OUT -> "nothing answered in time";
            case NO_ROUTE -> "the network knows no way there";
            case NETWORK_UNREACHABLE -> "this machine has no way there";
            case UNKNOWN -> "";
        };
    }

    private static String server(Trial trial) {
        return Visible.text(trial.end().peer().map(Peer::host).orElse("the server"));
    }

    private static String failed(
            Trial trial,
            TrialVerdict verdict,
            Optional<Explained> explained,
            Palette palette,
            Optional<GuideAddress> guide) {
        var page = new Page(palette);
        if (trial.isOfOurSide()) {
            page.heading("Nothing was sent. The reason is on our own side, and says nothing about the recipient.");
        }
        page.field("Verdict", verdict.words());
        page.field(
                "Why",
                Visible.text(trial.end()
                        .failure()
                        .map(failure -> why(trial, failure))
                        .orElse("")));
        if (explained.isEmpty()) {
            return page.toString();
        }
        var before = page.toString().isEmpty() ? "" : page + "\n";
        var answer = new Answer(Optional.empty(), explained.stream().toList(), Optional.empty());
        return before + new TextReport(palette, guide).write(answer);
    }
}
