package whybounce.mailets.james;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.mail.MessagingException;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.util.DurationParser;
import org.apache.mailet.MailetConfig;
import whybounce.dns.Dns;
import whybounce.mailets.own.OwnFolders;

/** The parameters that James's RemoteDelivery does not know; {@code ExplainedDelivery} documents each. */
public record Parameters(
        List<InetSocketAddress> resolvers,
        Ports ports,
        Mending mending,
        Optional<String> delay,
        Duration delayAfter,
        String ownRules) {

    // As reports are read: an afternoon, and before the working day ends.
    private static final Duration DELAY_AFTER = Duration.ofHours(4);

    private static final Set<String> KNOWN = Set.of(
            "resolver",
            "portMap",
            "delayProcessor",
            "delayAfter",
            "mendNotify",
            "mendGreeting",
            "mendNextServer",
            "mendNullMx",
            "mendQuota",
            OwnFolders.PARAMETER,
            // RemoteDelivery's.
            "usePriority",
            "maxDnsProblemRetries",
            "heloName",
            "bind",
            "gateway",
            "gatewayPort",
            "gatewayUsername",
            "gatewayusername",
            "gatewayPassword",
            "sslEnable",
            "startTLS",
            "verifyServerIdentity",
            "bounceProcessor",
            "sendpartial",
            "timeout",
            "connectiontimeout",
            "outgoing",
            "maxRetries",
            "delayTime",
            "deliveryThreads",
            "debug",
            "onSuccess",
            "loadBalancing");

    public Parameters {
        resolvers = List.copyOf(resolvers);
    }

    public static Parameters of(MailetConfig config) throws MessagingException {
        return new Parameters(
                resolvers(config),
                Ports.parse(text(config, "portMap").orElse("")),
                mending(config),
                text(config, "delayProcessor"),
                delayAfter(config),
                text(config, OwnFolders.PARAMETER).orElse(OwnFolders.DEFAULT));
    }

    /** A sentence for each parameter that neither James's delivery nor ours has. */
    public static List<String> unknown(MailetConfig config) {
        return new UnknownParameters("ExplainedDelivery", KNOWN).warnings(config.getInitParameterNames());
    }

    private static List<InetSocketAddress> resolvers(MailetConfig config) throws MessagingException {
        try {
            return text(config, "resolver").map(Resolvers::parse).orElse(List.of());
        } catch (RuntimeException e) {
            throw new MessagingException(
                    "resolver is a list of address[:port], not " + config.getInitParameter("resolver"), e);
        }
    }

    private static Duration delayAfter(MailetConfig config) throws MessagingException {
        try {
            return text(config, "delayAfter")
                    .map(text -> DurationParser.parse(text, ChronoUnit.MILLIS))
                    .orElse(DELAY_AFTER);
        } catch (RuntimeException e) {
            throw new MessagingException(
                    "delayAfter is a time such as 4 hours, not " + config.getInitParameter("delayAfter"), e);
        }
    }

    private static Mending mending(MailetConfig config) throws MessagingException {
        return new Mending(
                flag(config, "mendNotify"),
                flag(config, "mendGreeting"),
                flag(config, "mendNextServer"),
                flag(config, "mendNullMx"),
                flag(config, "mendQuota"));
    }

    boolean ownResolver() {
        return !resolvers.isEmpty();
    }

    /** Asks the resolvers given here, else James's, else the system's. Made when first needed. */
    Supplier<Dns> dns(DNSService james) {
        var made = new Object() {
            private Optional<Dns> dns = Optional.empty();

            synchronized Dns get() {
                var known = dns.orElseGet(() -> Resolvers.dnsjava(resolvers, james));
                dns = Optional.of(known);
                return known;
            }
        };
        return made::get;
    }

    private static boolean flag(MailetConfig config, String name) throws MessagingException {
        return switch (text(config, name).orElse("true")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MessagingException(name + " is true or false, not " + config.getInitParameter(name));
        };
    }

    private static Optional<String> text(MailetConfig config, String name) {
        return Optional.ofNullable(config.getInitParameter(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
