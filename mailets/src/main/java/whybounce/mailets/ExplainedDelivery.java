package whybounce.mailets;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailPrioritySupport;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.mailets.james.Engine;
import whybounce.mailets.james.Parameters;
import whybounce.mailets.james.Setting;

/** Delivers mail to other servers in place of James's {@code RemoteDelivery}, and keeps why it did not get through. */
public class ExplainedDelivery extends GenericMailet {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    /** As James names the parts of a mail that goes to several domains. */
    private static final String JUNCTION = "-to-";

    private final DNSService dns;
    private final DomainList domains;
    private final MailQueueFactory<?> queues;
    private final MetricFactory metrics;

    private Optional<Running> running = Optional.empty();

    @Inject
    public ExplainedDelivery(DNSService dns, DomainList domains, MailQueueFactory<?> queues, MetricFactory metrics) {
        this.dns = dns;
        this.domains = domains;
        this.queues = queues;
        this.metrics = metrics;
    }

    private record Running(Setting setting, Parameters parameters, MailQueue queue, Engine engine) {}

    @Override
    public void init() throws MessagingException {
        var setting = Setting.of(getMailetConfig(), domains, dns, getMailetContext());
        var queue = queues.createQueue(setting.configuration().getOutGoingQueueName());
        var parameters = Parameters.of(getMailetConfig());
        var engine = Engine.of(setting, parameters, queue, metrics);
        running = Optional.of(new Running(setting, parameters, queue, engine));
        engine.start();
    }

    @Override
    public String getMailetInfo() {
        return "whybounce ExplainedDelivery";
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        var now = running.orElseThrow();
        Engine.received(mail, Clock.systemUTC());
        if (now.setting().configuration().isUsePriority()) {
            mail.setAttribute(MailPrioritySupport.HIGH_PRIORITY_ATTRIBUTE);
        }
        if (now.setting().configuration().getGatewayServer().isEmpty()) {
            byDomain(mail, now.queue());
        } else if (!mail.getRecipients().isEmpty()) {
            now.queue().enQueue(mail);
        }
        mail.setState(Mail.GHOST);
    }

    private static void byDomain(Mail mail, MailQueue queue) throws MessagingException {
        var name = mail.getName();
        var waiting = new ArrayList<>(mail.getRecipients());
        for (var group : groups(waiting).entrySet()) {
            mail.setRecipients(group.getValue());
            mail.setName(name + JUNCTION + group.getKey().name());
            try {
                queue.enQueue(mail);
            } catch (MessagingException | RuntimeException e) {
                // The error processor gets everybody who is not in the queue, and nobody else.
                mail.setRecipients(waiting);
                throw e;
            }
            waiting.removeAll(group.getValue());
        }
    }

    private static Map<Domain, List<MailAddress>> groups(Collection<MailAddress> recipients) {
        var groups = new LinkedHashMap<Domain, List<MailAddress>>();
        for (var recipient : recipients) {
            groups.computeIfAbsent(recipient.getDomain(), domain -> new ArrayList<>())
                    .add(recipient);
        }
        return groups;
    }

    @Override
    public void destroy() {
        running.ifPresent(now -> {
            now.engine().stop();
            close(now.queue());
        });
    }

    private static void close(MailQueue queue) {
        try {
            queue.close();
        } catch (IOException e) {
            LOG.debug("closing the queue failed", e);
        }
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return running.stream()
                .flatMap(now -> Stream.of(
                        now.setting().configuration().getBounceProcessor(),
                        now.setting().configuration().getOnSuccess(),
                        now.parameters().delay().map(ProcessingState::new)))
                .flatMap(Optional::stream)
                .toList();
    }
}
