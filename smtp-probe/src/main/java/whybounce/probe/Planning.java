package whybounce.probe;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import whybounce.dns.Dns;
import whybounce.dns.Dnsjava;
import whybounce.failure.Stage;
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.plan.Plan;
import whybounce.probe.plan.Plan.Note;
import whybounce.probe.plan.Plan.Stop;
import whybounce.probe.plan.Planner;

/** Where a request leads, and whether going there would be too much. */
final class Planning {

    /** For one question to the DNS. */
    private static final Duration DNS_DEADLINE = Duration.ofSeconds(10);

    private static final int SUBMISSIONS = 465;

    private static final String NO_ADDRESS = "no server has an address of the family of --local-interface";

    private final SendRequest request;
    private final Dns dns;

    Planning(SendRequest request, Dns dns) {
        this.request = request;
        this.dns = dns;
    }

    static Dns dns(SendRequest request) {
        return request.resolver()
                .map(server -> (Dns) Dnsjava.at(List.of(server), DNS_DEADLINE))
                .orElseGet(() -> Dnsjava.system(DNS_DEADLINE));
    }

    Plan plan() {
        var planner = new Planner(dns, new Random());
        boolean fromTheFirst = request.security().encryption() == Encryption.FROM_THE_FIRST_BYTE;
        int port = request.port().orElse(fromTheFirst ? SUBMISSIONS : Planner.SMTP_PORT);
        return request.server()
                .map(server -> planner.toServer(server, port))
                .orElseGet(() ->
                        planner.toDomain(request.to().substring(request.to().lastIndexOf('@') + 1), port));
    }

    /** From an address of ours only those of its family can be reached. */
    List<Stop> within(List<Stop> stops) {
        var local = request.link().local();
        return local.isEmpty()
                ? stops
                : stops.stream()
                        .filter(stop -> isIpv4(stop.endpoint().address()) == isIpv4(local.get()))
                        .toList();
    }

    private static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    /** Why nobody is talked to; what is allowed is noted down. */
    Optional<String> refusal(List<Stop> stops, Instant now) throws IOException {
        return stops.isEmpty() ? Optional.of(NO_ADDRESS) : tooMuch(stops, now);
    }

    /** A server on this machine has limits of its own. */
    private Optional<String> tooMuch(List<Stop> stops, Instant now) throws IOException {
        var until = request.until().map(SendRequest.Stop::after);
        boolean probes = until.filter(stage -> stage == Stage.VRFY || stage == Stage.RCPT || stage == Stage.DATA)
                .isPresent();
        boolean asksNobody = until.isPresent() && !probes;
        if (asksNobody
                || stops.stream().allMatch(stop -> stop.endpoint().address().isLoopbackAddress())) {
            return Optional.empty();
        }
        var limits = request.limits();
        // To ask each server for the same recipient is one question; a message to each is a message each.
        int times = request.link().everyAddress() && !probes ? stops.size() : 1;
        return ledger().note(request.to(), now, limits.perHour(), probes, limits.owned(), times);
    }

    private Ledger ledger() {
        var home = Optional.ofNullable(System.getProperty("user.home")).orElse(".");
        var file = request.limits().state().map(Path::of);
        return new Ledger(
                file.orElseGet(() -> Ledger.usual(Optional.ofNullable(System.getenv("XDG_STATE_HOME")), home)));
    }

    static String words(Note note) {
        return switch (note.kind()) {
            case IMPLICIT_MX -> note.host() + " has no MX record, so mail goes to itself";
            case WITHOUT_ADDRESS -> note.host() + " has no address";
            case NOT_ASKED -> "The DNS did not say what addresses " + note.host() + " has";
            case NULL_MX_AMONG_OTHERS -> note.host() + " has a null MX record beside others";
            case ALIAS_AS_MX -> "An MX record names the alias " + note.host() + "; it should name the host itself";
            case ADDRESS_AS_MX -> "An MX record names the address " + note.host() + " instead of a host";
        };
    }
}
