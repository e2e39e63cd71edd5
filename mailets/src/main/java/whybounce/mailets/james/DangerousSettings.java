package whybounce.mailets.james;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.util.LoggingLevel;

/** What in James's own files loses reports, sends them to the wrong people or gives up too soon. */
public final class DangerousSettings {
    // RFC 5321 section 4.5.4.1: the give-up time should be at least 4 or 5 days. Less than one is surely a mistake.
    private static final Duration TOO_SHORT = Duration.ofDays(1);

    private static final Set<String> BOUNCERS = Set.of("Bounce", "DSNBounce", "ExplainedBounce");
    private static final List<String> DSN_HOOKS =
            List.of("DSNEhloHook", "DSNMailParameterHook", "DSNRcptParameterHook", "DSNMessageHook");

    private final ConfigurationProvider configuration;

    public DangerousSettings(ConfigurationProvider configuration) {
        this.configuration = configuration;
    }

    /** A sentence for each: what is set, what comes of it, what to change. Never throws. */
    public List<String> warnings() {
        return Stream.concat(containerWarnings().stream(), smtpWarnings().stream())
                .distinct()
                .toList();
    }

    private List<String> containerWarnings() {
        var warnings = new ArrayList<String>();
        for (var processor : read("mailetcontainer", "processors.processor")) {
            String name = processor.getString("[@state]", "");
            for (var mailet : processor.configurationsAt("mailet")) {
                String type = simpleName(mailet);
                if (name.equals("relay-denied") && BOUNCERS.contains(type)) {
                    warnings.add(
                            "mailetcontainer.xml: " + type + " in the processor relay-denied answers spam to people"
                                    + " who never sent it (backscatter). Put <mailet match=\"All\" class=\"Null\"/> there, or"
                                    + " refuse at RCPT.");
                }
                // ExplainedDelivery speaks for itself.
                if (type.equals("RemoteDelivery")) {
                    delivery(mailet, warnings);
                }
            }
        }
        return warnings;
    }

    private static void delivery(HierarchicalConfiguration<ImmutableNode> mailet, List<String> warnings) {
        RetrySpan.of(value(mailet, "delayTime"), value(mailet, "maxRetries"))
                .filter(span -> span.compareTo(TOO_SHORT) < 0)
                .ifPresent(span ->
                        warnings.add("mailetcontainer.xml: RemoteDelivery gives up after " + RetrySpan.words(span)
                                + ". A short fault of another server then bounces mail; RFC 5321 asks for 4 to 5 days. Set"
                                + " <delayTime>5 minutes, 10 minutes, 45 minutes, 2*1 hour, 3*3 hours, 18*6 hours</delayTime>"
                                + " and <maxRetries>26</maxRetries>."));
        if (!value(mailet, "sendpartial").map(Boolean::parseBoolean).orElse(false)) {
            warnings.add("mailetcontainer.xml: RemoteDelivery without <sendpartial>true</sendpartial>: one bad address"
                    + " holds up the others of the same domain. Set it.");
        }
    }

    private List<String> smtpWarnings() {
        var warnings = new ArrayList<String>();
        for (var server : read("smtpserver", "smtpserver")) {
            var hooks = server.configurationsAt("handlerchain.handler").stream()
                    .map(DangerousSettings::simpleName)
                    .toList();
            var missing =
                    DSN_HOOKS.stream().filter(hook -> !hooks.contains(hook)).toList();
            if (!missing.isEmpty()) {
                warnings.add("smtpserver.xml: without " + String.join(", ", missing) + " in the handler chain"
                        + " what senders ask with NOTIFY, RET, ENVID and ORCPT is ignored. Add"
                        + " <handler class=\"org.apache.james.smtpserver.dsn." + missing.getFirst() + "\"/>"
                        + (missing.size() > 1 ? " and the others" : "") + ".");
            }
        }
        return warnings;
    }

    private List<HierarchicalConfiguration<ImmutableNode>> read(String file, String key) {
        try {
            return configuration.getConfiguration(file, LoggingLevel.DEBUG).configurationsAt(key);
        } catch (ConfigurationException | RuntimeException e) {
            return List.of(); // A file that James cannot read is James's to complain of.
        }
    }

    private static Optional<String> value(HierarchicalConfiguration<ImmutableNode> mailet, String key) {
        return Optional.ofNullable(mailet.getString(key));
    }

    private static String simpleName(HierarchicalConfiguration<ImmutableNode> element) {
        String name = element.getString("[@class]", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
