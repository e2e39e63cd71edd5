package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet6Address;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.DeliveryFailure.Unreachable.Why;
import whybounce.probe.many.Addresses;
import whybounce.probe.plan.Plan.Route;
import whybounce.probe.plan.Plan.Stop;
import whybounce.probe.report.LiveText;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Trial;
import whybounce.probe.session.Collected;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Entry.Concluded;
import whybounce.probe.session.Entry.Concluded.Result;

/** Talks with every address of every server of a recipient, one after the other, although the first one answers. */
final class EveryAddress {

    /** Between conversations, so that nobody takes it for an attack. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SendRequest request;
    private final Sending sending;
    private final Telling telling;
    private final Clock clock;
    private final PrintStream out;

    /** Makes of a trial what files and tables tell. */
    @FunctionalInterface
    interface Telling {
        Probed probed(Trial trial);
    }

    EveryAddress(SendRequest request, Sending sending, Telling telling, Clock clock, PrintStream out) {
        this.request = request;
        this.sending = sending;
        this.telling = telling;
        this.clock = clock;
        this.out = out;
    }

    /** Does it, in the order in which a relay would try them. */
    Addresses run(Route route, List<Stop> stops, TranscriptFile transcript) throws IOException {
        var trials = new ArrayList<Trial>();
        for (var stop : stops) {
            pauseBefore(stop, trials);
            trials.add(trial(stop, trials.size(), stops.size(), route, transcript));
        }
        return new Addresses(trials.stream().map(telling::probed).toList());
    }

    private static void pauseBefore(Stop stop, List<Trial> before) throws IOException {
        if (before.isEmpty() || stop.endpoint().address().isLoopbackAddress()) {
            return;
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private Trial trial(Stop stop, int before, int all, Route route, TranscriptFile transcript) throws IOException {
        var message = TestMessage.of(request, clock.instant().atZone(ZoneOffset.UTC));
        var collected = new Collected(transcript);
        var told = request.isTold() ? new LiveText(out, collected) : collected;
        told.add(new Entry.Asked(Duration.ZERO, request.from(), request.to()));
        if (before == 0) {
            route.notes().forEach(note -> told.add(noted(Planning.words(note))));
        }
        told.add(noted("Address " + (before + 1) + " of " + all + preference(stop.preference())));
        var end = sending.deliver(stop.endpoint(), message, told);
        end.failure().filter(Unreachable.class::isInstance).ifPresent(none -> told.add(noted(Sending.words(none))));
        told.add(ours(stop, end));
        if (request.isTold()) {
            out.println();
        }
        return Trial.of(collected.entries());
    }

    private static Entry noted(String words) {
        return new Entry.Noted(Duration.ZERO, words);
    }

    private static String preference(OptionalInt preference) {
        return preference.isPresent() ? ", of preference " + preference.getAsInt() : "";
    }

    /** That this machine has no way to an address says nothing about the address. */
    private static Concluded ours(Stop stop, Concluded end) {
        if (end.failure()
                .filter(new Unreachable(Why.NETWORK_UNREACHABLE)::equals)
                .isEmpty()) {
            return end;
        }
        var family = stop.endpoint().address() instanceof Inet6Address ? "IPv6" : "IPv4";
        return new Concluded(
                end.at(),
                end.time(),
                end.took(),
                end.peer(),
                Result.NOT_TESTED,
                "this machine has no way to this " + family + " address",
                Optional.empty());
    }
}
