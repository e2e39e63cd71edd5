package whybounce.probe.many;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import whybounce.catalogue.Catalogue;
import whybounce.failure.Peer;
import whybounce.probe.plan.AddressLiteral;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Trial;

/** Knows who takes mail, by the name of the server: a platform of the catalogue, or whoever has the domain. */
public final class Providers {

    /** Below which names are registered in many countries; co.uk is as much an ending as uk. */
    private static final Set<String> SECOND_LEVELS =
            Set.of("co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "go");

    private static final int COUNTRY = 2;

    private static final int SMTP_PORT = 25;

    private final Map<String, String> bySuffix = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /** What was found out about names of hosts, since one server takes mail for many; only so many are kept. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 10_000;

    /** What a name of a host tells. */
    private record Known(Optional<String> platform, boolean isLiteral, String registered) {}

    public Providers(Catalogue catalogue) {
        for (var provider : catalogue.providers()) {
            if (!provider.mx().isEmpty()) { // Else it is software, which many providers run.
                names.put(provider.id(), provider.name());
            }
            provider.mx().forEach(suffix -> bySuffix.put(suffix.toLowerCase(Locale.ROOT), provider.name()));
        }
    }

    /** Who it was that took or refused it; where nobody was reached, who would have. */
    public String of(Trial trial, Optional<Explained> explained) {
        var peer = trial.end().peer().or(() -> trial.last().map(Trial.Try::peer));
        var host = peer.map(Peer::host).orElseGet(() -> domain(trial.to()));
        var name = known(host);
        return name.platform()
                .or(() -> explained.flatMap(this::speaking))
                .or(() -> peer.filter(one -> name.isLiteral()).map(Providers::address))
                .orElseGet(name::registered);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private Known known(String host) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(host, name -> new Known(bySuffix(name), isLiteral(name), registered(name)));
    }

    private Optional<String> bySuffix(String host) {
        var rest = host.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty()) {
            if (bySuffix.containsKey(rest)) {
                return Optional.of(bySuffix.get(rest));
            }
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return Optional.empty();
    }

    /** Where the name says nothing, what the server says may. */
    private Optional<String> speaking(Explained explained) {
        return explained
                .diagnosis()
                .best()
                .flatMap(finding -> finding.provider())
                .flatMap(id -> Optional.ofNullable(names.get(id)));
    }

    private static boolean isLiteral(String host) {
        return AddressLiteral.inBrackets(host)
                .or(() -> AddressLiteral.bare(host))
                .isPresent();
    }

    private static String address(Peer peer) {
        return peer.port() == SMTP_PORT ? peer.host() : peer.host() + " port " + peer.port();
    }

    /** The part of a name that somebody registered. */
    static String registered(String host) {
        var labels = List.of(host.toLowerCase(Locale.ROOT).split("\\.", -1));
        int size = labels.size();
        boolean twoEndings =
                size > 2 && labels.get(size - 1).length() == COUNTRY && SECOND_LEVELS.contains(labels.get(size - 2));
        int kept = Math.min(size, twoEndings ? 3 : 2);
        return String.join(".", labels.subList(size - kept, size));
    }
}
