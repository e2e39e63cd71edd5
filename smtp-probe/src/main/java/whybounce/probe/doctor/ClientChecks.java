package whybounce.probe.doctor;

import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import whybounce.check.Came;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.dns.Answer;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.probe.doctor.Doors.Door;
import whybounce.probe.doctor.Doors.Offer;

/** What a mail program needs of its server: ports, encryption, a certificate that holds, and a way to log in. */
final class ClientChecks {

    private final Dns dns;
    private final Doors doors;
    private final Clock clock;

    ClientChecks(Dns dns, Doors doors, Clock clock) {
        this.dns = dns;
        this.doors = doors;
        this.clock = clock;
    }

    /**
     * A server.
     *
     * @param host its name as people type it into their programs
     */
    List<Finding> of(String host) {
        var answer = IpText.address(host)
                .<Answer<InetAddress>>map(address -> new Found<>(List.of(address)))
                .orElseGet(() -> dns.addresses(host));
        return switch (answer) {
            case Found<InetAddress>(var addresses) -> of(host, addresses.getFirst());
            case CouldNotAsk<InetAddress>(var why)
            when why == CouldNotAsk.Why.TIMED_OUT ->
                List.of(finding(Grade.NOT_TESTED, "For " + host + " the DNS gave " + Came.text(why) + "."));
            default ->
                List.of(finding(
                                Grade.PROBLEM,
                                "No mail program finds " + host + ": the DNS says " + Came.text(answer) + ".")
                        .mendedBy(Remedy.step(
                                "Give it an address, or look for a slip in its name.", Remedy.dig("A", host)))
                        .confirms("look-alike-outgoing-unreachable", "look-alike-fetching-failed"));
        };
    }

    private List<Finding> of(String host, InetAddress address) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = Arrays.stream(Door.values())
                    .map(door -> threads.submit(() -> doors.open(door, host, address)))
                    .toList();
            var offers = new ArrayList<Offer>();
            for (var door : begun) {
                offers.add(door.get());
            }
            return new ClientFindings(host, offers, clock.instant()).all();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.MAIL_PROGRAMS, "client-host", grade, says);
    }
}
