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
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.james.Engine;
import whybounce.mailets.james.Parameters;
import whybounce.mailets.james.Setting;
import whybounce.mailets.own.OwnFolders;

/**
 * Delivers mail to other servers in place of James's {@code RemoteDelivery}, and keeps for each recipient why it did not
 * get through: every attempt, server and reply. Only the class name changes:
 *
 * <pre>{@code
 * <mailet match="All" class="whybounce.mailets.ExplainedDelivery">
 *   <outgoing>outgoing</outgoing>
 *   <delayTime>5 min, 10 min, 15 min, 30 min, 2*1 hour, 39*3 hours</delayTime>
 *   <maxRetries>45</maxRetries>
 *   <bounceProcessor>bounces</bounceProcessor>
 *   <delayProcessor>bounces</delayProcessor>
 * </mailet>
 * }</pre>
 *
 * <p>Mail that failed goes to {@code bounceProcessor} with the outcomes of its recipients in the attribute {@code
 * whybounce.outcomes}, which {@link ExplainedBounce} reads; {@code delivery-error}, {@code delivery-error-code} and
 * {@code is-delivery-permanent-error} are set as James sets them. Mail with a null sender is logged and counted, and
 * goes no further. Each attempt for each recipient is one line of the logger {@code whybounce.delivery} and counts in
 * James's metrics as {@code whybounce.delivered} or {@code whybounce.failed.<cause>}.
 *
 * <p>All parameters of RemoteDelivery have their meaning, with these differences:
 *
 * <ul>
 *   <li>{@code sendpartial} (true; James: false): recipients that a server accepts get the mail though it refuses others.
 *       Where it is false they get it in a second transaction at once; James makes them wait for the next retry.
 *   <li>{@code maxDnsProblemRetries} (0) is for a domain that certainly has no server. A DNS that cannot be asked is
 *       always tried again, until the retries end.
 *   <li>A gateway whose name has no address is a temporary failure; James bounces the mail.
 * </ul>
 *
 * <p>Parameters of our own:
 *
 * <ul>
 *   <li>{@code delayProcessor} (none: nobody is told of a delay): gets a copy of a mail that is still waiting, with the
 *       delayed recipients and outcomes alone, once for each recipient that did not rule it out with NOTIFY.
 *   <li>{@code delayAfter} (4 hours): how old a mail must be for that. It is looked at after each attempt.
 *   <li>{@code resolver} (none: James's DNS service): DNS servers to ask instead, as {@code address[:port]}, separated by
 *       commas.
 *   <li>{@code portMap} (none): other ports than 25, for tests and demonstrations: {@code 127.0.0.2=10025,127.0.0.3=10026},
 *       or {@code 10025} for all.
 *   <li>{@code mendNotify} (true): one transaction in which each recipient has its own NOTIFY and ORCPT. James sends one
 *       for each value of NOTIFY, and when one fails the recipients of the others are lost. With false there are as many
 *       transactions, and nobody is lost.
 *   <li>{@code mendGreeting} (true): a 5xx greeting of all servers of a domain is final. James tries until the retries end.
 *   <li>{@code mendNextServer} (true): after a refusal before MAIL, such as a 421 greeting, the domain's next server is
 *       tried. James does not.
 *   <li>{@code mendNullMx} (true): a domain that says it takes no mail (RFC 7505) is not tried again, whatever {@code
 *       maxDnsProblemRetries} says.
 *   <li>{@code mendQuota} (true): 552 at RCPT with 5.2.2 or words of a full mailbox is final; a bare 552 is temporary (RFC
 *       5321 section 4.5.3.1.10), as every 552 is for James.
 *   <li>{@code ownRules} ({@code file://conf/whybounce/}): where the operator's own rules are, for the cause in the log.
 * </ul>
 */
public class ExplainedDelivery extends GenericMailet {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    /** As James names the parts of a mail that goes to several domains. */
    private static final String JUNCTION = "-to-";

    private final DNSService dns;
    private final DomainList domains;
    private final MailQueueFactory<?> queues;
    private final MetricFactory metrics;
    private final OwnFolders ownFolders;
    private final Traffic traffic;

    private Optional<Running> running = Optional.empty();

    @Inject
    public ExplainedDelivery(
            DNSService dns,
            DomainList domains,
            MailQueueFactory<?> queues,
            MetricFactory metrics,
            OwnFolders ownFolders,
            Traffic traffic) {
        this.dns = dns;
        this.domains = domains;
        this.queues = queues;
        this.metrics = metrics;
        this.ownFolders = ownFolders;
        this.traffic = traffic;
    }

    private record Running(Setting setting, Parameters parameters, MailQueue queue, Engine engine) {}

    @Override
    public void init() throws MessagingException {
        var setting = Setting.of(getMailetConfig(), domains, dns, getMailetContext());
        var queue = queues.createQueue(setting.outgoing());
        var parameters = Parameters.of(getMailetConfig());
        Parameters.unknown(getMailetConfig()).forEach(LOG::warn);
        var knowledge = ownFolders.at(parameters.ownRules());
        var engine = Engine.of(setting, parameters, queue, metrics, knowledge, traffic);
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
        if (now.setting().usesPriority()) {
            mail.setAttribute(MailPrioritySupport.HIGH_PRIORITY_ATTRIBUTE);
        }
        if (!now.setting().hasGateway()) {
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
                .flatMap(now -> Stream.concat(
                        now.setting().processors(), now.parameters().delay().map(ProcessingState::new).stream()))
                .toList();
    }
}
