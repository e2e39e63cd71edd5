package whybounce.mailets.james;

import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;

/** What James gives a delivery mailet. */
public record Setting(RemoteDeliveryConfiguration configuration, DNSService james, MailetContext context) {

    public static Setting of(MailetConfig config, DomainList domains, DNSService james, MailetContext context) {
        return new Setting(new RemoteDeliveryConfiguration(new Defaults(config), domains), james, context);
    }
}
