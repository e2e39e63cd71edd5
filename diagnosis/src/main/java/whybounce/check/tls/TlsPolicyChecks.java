package whybounce.check.tls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.route.RouteChecks.Side;
import whybounce.check.tls.DaneChecks.Server;
import whybounce.check.tls.MailServers.Seen;
import whybounce.dns.Answer;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.Mx;
import whybounce.dns.Question;
import whybounce.dns.Response;
import whybounce.dns.Tlsa;

/** The encryption that a domain asks for, and, where that is allowed, whether its mail servers keep to it. */
public final class TlsPolicyChecks {

    /** Servers that are looked at; a relay tries fewer. */
    private static final int MOST_SERVERS = 10;

    private final Dns dns;
    private final Outside outside;

    /** Asks the DNS and nobody else. */
    public TlsPolicyChecks(Dns dns) {
        this(dns, Outside.NOTHING);
    }

    public TlsPolicyChecks(Dns dns, Outside outside) {
        this.dns = dns;
        this.outside = outside;
    }

    /** As it is; remedies are for the domain's owner only. */
    public List<Finding> of(DomainName domain, Side side) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var findings = of(domain, threads);
            return side == Side.OURS
                    ? findings
                    : findings.stream()
                            .map(finding -> finding.mendedBy(Optional.empty()))
                            .toList();
        }
    }

    private List<Finding> of(DomainName domain, ExecutorService threads) {
        var reports = threads.submit(() -> new TlsReportChecks(dns).of(domain));
        var mx = dns.ask(Question.mx(domain.text()), Dns.NO_HURRY);
        if (takesNoMail(mx.answer())) {
            return List.of();
        }
        // All questions to the DNS come first: connecting takes longer than they may.
        var begun = hosts(domain, mx.answer()).stream()
                .map(host -> new Begun(
                        host,
                        threads.submit(() -> dns.ask(Question.tlsa(DaneChecks.name(host)), Dns.NO_HURRY)),
                        outside.servers().map(servers -> threads.submit(() -> servers.look(host)))))
                .toList();
        var policy = threads.submit(() -> new MtaStsChecks(dns, outside.policies()).of(domain, () -> seen(begun)));
        var findings = new ArrayList<Finding>();
        for (var server : begun) {
            server.shown()
                    .map(shown -> CertificateFinding.of(
                            server.host, shown, outside.clock().instant()))
                    .ifPresent(findings::add);
        }
        var dane = new DaneChecks(outside.clock());
        for (var server : begun) {
            dane.of(new Server(domain, server.host, mx.authenticated(), server.shown()), result(server.records))
                    .ifPresent(findings::add);
        }
        findings.addAll(result(policy));
        findings.add(result(reports));
        return findings;
    }

    /** Then nobody encrypts mail to it. */
    private static boolean takesNoMail(Answer<Mx> mx) {
        return mx instanceof NoSuchName
                || (mx instanceof Found<Mx>(var records) && records.stream().allMatch(Mx::isNull));
    }

    // RFC 5321 section 5.1: without an MX record the domain itself is the server.
    private static List<String> hosts(DomainName domain, Answer<Mx> mx) {
        return switch (mx) {
            case Found<Mx>(var records) ->
                records.stream()
                        .filter(record -> !record.isNull())
                        .map(Mx::host)
                        .distinct()
                        .limit(MOST_SERVERS)
                        .toList();
            case NoData<Mx> none -> List.of(domain.text());
            case NoSuchName<Mx> none -> List.of();
            case CouldNotAsk<Mx> unknown -> List.of();
        };
    }

    private static Map<String, Optional<Seen>> seen(List<Begun> begun) {
        var seen = new LinkedHashMap<String, Optional<Seen>>();
        begun.forEach(server -> seen.put(server.host, server.shown()));
        return seen;
    }

    /** One server, while it is being asked about and looked at. */
    private record Begun(String host, Future<Response<Tlsa>> records, Optional<Future<Seen>> look) {

        private Optional<Seen> shown() {
            return look.map(TlsPolicyChecks::result);
        }
    }

    private static <T> T result(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
