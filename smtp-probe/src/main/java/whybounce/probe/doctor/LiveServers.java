package whybounce.probe.doctor;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import whybounce.check.PublicAddress;
import whybounce.check.tls.MailServers;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.probe.plan.Planner;
import whybounce.probe.session.ConversationEnded;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.Patience;
import whybounce.probe.session.SessionOptions;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.Tls;
import whybounce.probe.session.TlsFault;
import whybounce.probe.session.TlsReport;

/** Connects to mail servers, asks them for encryption, and leaves; no mail is sent, and no address is named. */
public final class LiveServers implements MailServers {

    /** Somebody waits at a terminal, and all servers are looked at at the same time. */
    public static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(4), Duration.ofSeconds(6), Duration.ofSeconds(10));

    /** Of a server; a third one would answer like the first two. */
    private static final int MOST_ADDRESSES = 2;

    private final Dns dns;
    private final String helo;
    private final Reach reach;

    /**
     * How far it goes.
     *
     * @param addresses which it may connect to
     * @param anchors whom to trust; empty for those of the Java installation
     */
    public record Reach(int port, Predicate<InetAddress> addresses, Optional<Set<X509Certificate>> anchors) {

        /** The Internet: a stranger's MX record leads into nobody's own network. */
        static final Reach INTERNET = new Reach(Planner.SMTP_PORT, PublicAddress::is, Optional.empty());
    }

    /**
     * Looks at servers.
     *
     * @param helo what we call ourselves
     */
    public LiveServers(Dns dns, String helo, Reach reach) {
        this.dns = dns;
        this.helo = helo;
        this.reach = reach;
    }

    @Override
    public Seen look(String host) {
        var addresses = dns.addresses(host) instanceof Found<InetAddress>(var found)
                ? found.stream().filter(reach.addresses()).limit(MOST_ADDRESSES).toList()
                : List.<InetAddress>of();
        Seen seen = new Seen.NotReached("it has no address that could be tried");
        for (var address : addresses) {
            seen = look(Endpoint.given(host, address, reach.port()));
            if (!(seen instanceof Seen.NotReached)) {
                return seen;
            }
        }
        return seen;
    }

    private Seen look(Endpoint endpoint) {
        try (var smtp = new SmtpSession(endpoint, SessionOptions.USUAL.with(PATIENCE))) {
            return look(smtp, endpoint.host());
        }
    }

    private Seen look(SmtpSession smtp, String host) {
        try {
            if (!smtp.connect().isPositive()) {
                return new Seen.NotReached("it turned us away with its greeting");
            }
            if (!smtp.hello(helo).isPositive()) {
                return new Seen.NotReached("it turned us away at EHLO");
            }
            if (!smtp.capabilities().offers("STARTTLS")) {
                smtp.quit();
                return new Seen.Clear("it offers no encryption (STARTTLS)");
            }
            var tls = reach.anchors().map(Tls.of(host)::trusting).orElse(Tls.of(host));
            if (!smtp.startTls(tls).isPositive()) {
                return new Seen.Clear("it refuses STARTTLS, though it offers it");
            }
            smtp.quit();
            return smtp.tls().map(LiveServers::shown).orElseThrow();
        } catch (ConversationEnded ended) {
            return ended.failure() instanceof TlsFailed
                    ? new Seen.Clear(String.valueOf(ended.getMessage()))
                    : new Seen.NotReached(String.valueOf(ended.getMessage()));
        }
    }

    private static Seen shown(TlsReport report) {
        return new Seen.Encrypted(
                report.agreed().map(TlsReport.Agreed::protocol).orElse("TLS"),
                report.chain(),
                report.faults().stream().map(TlsFault::detail).toList());
    }
}
