package whybounce.mailets.james;

import java.lang.reflect.Constructor;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRunnable;
import org.apache.james.transport.mailets.remote.delivery.MailDelivrer;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.dns.Dns;
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.own.Knowledge;

/** James's own loop over the outgoing queue, with our delivery in it. */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    private final DeliveryRunnable runnable;

    private Engine(DeliveryRunnable runnable) {
        this.runnable = runnable;
    }

    /** Built, and not yet started. */
    public static Engine of(
            Setting setting,
            Parameters parameters,
            MailQueue queue,
            MetricFactory metrics,
            Supplier<Knowledge> knowledge,
            Traffic traffic) {
        var tally = new Tally(metrics);
        var bouncer = new ExplainingBouncer(setting, queue, tally);
        var check = new SettingsCheck(setting.configuration(), parameters);
        check.warnings().forEach(line -> LOG.warn("ExplainedDelivery {}", line));
        check.notes().forEach(line -> LOG.info("ExplainedDelivery: {}", line));
        return new Engine(constructor()
                .map(found -> ours(
                        found,
                        setting,
                        queue,
                        metrics,
                        bouncer,
                        delivrer(setting, parameters, bouncer, new AttemptLog(knowledge, tally, traffic), traffic)))
                .orElseGet(() -> james(setting, queue, metrics, bouncer)));
    }

    /** To be called when a mail comes to the mailet, before it is queued. */
    public static void received(Mail mail, Clock clock) {
        Ledger.begin(mail, clock);
    }

    public void start() {
        runnable.start();
    }

    public void stop() {
        runnable.dispose();
    }

    /** The one that takes a delivrer is not public in 3.8.1 and 3.9.0. */
    private static Optional<Constructor<DeliveryRunnable>> constructor() {
        try {
            var found = DeliveryRunnable.class.getDeclaredConstructor(
                    MailQueue.class,
                    RemoteDeliveryConfiguration.class,
                    MetricFactory.class,
                    Bouncer.class,
                    MailDelivrer.class,
                    Supplier.class,
                    MailetContext.class);
            found.setAccessible(true);
            return Optional.of(found);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("This James does not let attempts be watched; only what it says at the end is reported.", e);
            return Optional.empty();
        }
    }

    private static DeliveryRunnable ours(
            Constructor<DeliveryRunnable> constructor,
            Setting setting,
            MailQueue queue,
            MetricFactory metrics,
            ExplainingBouncer bouncer,
            ExplainingDelivrer delivrer) {
        try {
            return constructor.newInstance(
                    queue,
                    setting.configuration(),
                    metrics,
                    bouncer,
                    delivrer,
                    DeliveryRunnable.CURRENT_DATE_SUPPLIER,
                    setting.context());
        } catch (ReflectiveOperationException e) {
            LOG.warn("This James does not let attempts be watched; only what it says at the end is reported.", e);
            return james(setting, queue, metrics, bouncer);
        }
    }

    private static DeliveryRunnable james(
            Setting setting, MailQueue queue, MetricFactory metrics, ExplainingBouncer bouncer) {
        return new DeliveryRunnable(
                queue, setting.configuration(), setting.james(), metrics, setting.context(), bouncer);
    }

    private static ExplainingDelivrer delivrer(
            Setting setting, Parameters parameters, Bouncer bouncer, AttemptLog log, Traffic traffic) {
        return delivrer(setting, parameters, bouncer, log, traffic, parameters.dns(setting.james()));
    }

    static ExplainingDelivrer delivrer(
            Setting setting,
            Parameters parameters,
            Bouncer bouncer,
            AttemptLog log,
            Traffic traffic,
            Supplier<Dns> dns) {
        var configuration = setting.configuration();
        return new ExplainingDelivrer(new ExplainingDelivrer.Parts(
                setting,
                bouncer,
                new Router(configuration, parameters.ports(), setting.james(), dns, parameters.ownResolver()),
                new Wire(configuration, setting.context(), parameters.mending().notifyGroups()),
                new Severity(parameters.mending(), configuration.getDnsProblemRetry()),
                Schedule.of(configuration),
                parameters
                        .delay()
                        .map(to -> new DelayNotice(setting.context(), to, parameters.delayAfter(), Clock.systemUTC())),
                log,
                traffic,
                Clock.systemUTC()));
    }
}
