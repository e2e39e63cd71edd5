package whybounce.mailets.james;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;

/** What James gives a delivery mailet. */
public record Setting(RemoteDeliveryConfiguration configuration, DNSService james, MailetContext context) {

    public static Setting of(MailetConfig config, DomainList domains, DNSService james, MailetContext context) {
        return new Setting(new RemoteDeliveryConfiguration(new Defaults(config), domains), james, context);
    }

    /** The name of the queue in which mail waits for its next attempt. */
    public MailQueueName outgoing() {
        return configuration.getOutGoingQueueName();
    }

    public boolean usesPriority() {
        return configuration.isUsePriority();
    }

    /** Whether all mail leaves through a smart host. */
    public boolean hasGateway() {
        return !configuration.getGatewayServer().isEmpty();
    }

    /** The processors that mail is handed to after an attempt. */
    public Stream<ProcessingState> processors() {
        return Stream.of(configuration.getBounceProcessor(), configuration.getOnSuccess())
                .flatMap(Optional::stream);
    }
}
