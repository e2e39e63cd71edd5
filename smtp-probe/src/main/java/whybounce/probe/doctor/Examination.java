package whybounce.probe.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.check.CheckRequest;
import whybounce.check.Doctor;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.listing.BlockList;
import whybounce.check.listing.BlockLists;
import whybounce.dns.Dns;
import whybounce.dns.Dnsjava;

/** One run of {@code check}: who is asked, and what. */
public final class Examination {

    /** For one question; all of them together end sooner. */
    private static final Duration DNS_PATIENCE = Duration.ofSeconds(3);

    private final CheckOrder order;

    public Examination(CheckOrder order) {
        this.order = order;
    }

    /** Block lists of the order that our table does not have; only those of the table are ever asked. */
    public List<String> unknownLists() {
        return order.lists().stream()
                .filter(name -> !name.equalsIgnoreCase("all"))
                .filter(name -> BlockLists.shipped().stream().noneMatch(list -> is(list, name)))
                .toList();
    }

    /** Asks the servers of the order, or those of the system. */
    public List<Finding> findings() {
        Dns dns = order.resolvers().isEmpty()
                ? Dnsjava.system(DNS_PATIENCE)
                : Dnsjava.at(order.resolvers(), DNS_PATIENCE);
        return findings(dns);
    }

    /** Asks this one. */
    public List<Finding> findings(Dns dns) {
        return new Doctor(dns, Doctor.ENOUGH).examine(request());
    }

    private CheckRequest request() {
        return new CheckRequest(
                DomainName.of(order.domain()).orElseThrow(),
                order.addresses(),
                order.helo().flatMap(DomainName::of),
                order.selectors(),
                order.remotes().stream()
                        .map(DomainName::of)
                        .flatMap(Optional::stream)
                        .toList(),
                lists());
    }

    private List<BlockList> lists() {
        var wanted = new ArrayList<BlockList>();
        for (var list : order.lists().isEmpty() ? List.<BlockList>of() : BlockLists.shipped()) {
            if (order.lists().stream().anyMatch(name -> name.equalsIgnoreCase("all") || is(list, name))) {
                wanted.add(list);
            }
        }
        return wanted;
    }

    private static boolean is(BlockList list, String name) {
        return list.zone().equalsIgnoreCase(name) || list.name().equalsIgnoreCase(name);
    }
}
