package whybounce.mailets.checks;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.check.CauseChecks;
import whybounce.check.CauseChecks.Case;
import whybounce.check.DomainName;
import whybounce.check.Ours;
import whybounce.check.dkim.OwnKey;
import whybounce.check.message.SentMessage;
import whybounce.check.route.RecentDomains;
import whybounce.check.tls.HttpsPolicyFetch;
import whybounce.check.tls.Outside;
import whybounce.check.tls.PolicyFetch;
import whybounce.dns.Breaker;
import whybounce.dns.Dns;
import whybounce.dns.Hurried;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;

/**
 * Looks at what the DNS says of failures, beside the mail: from the moment at which an attempt fails, and each thing once.
 * A report waits for it until its deadline and no longer, and not at all while our own resolver is dead or too many
 * others are looking.
 */
public final class LiveChecks {

    private static final Logger LOG = LoggerFactory.getLogger(LiveChecks.class);

    /** A burst of failures of as many domains must flood neither us nor the resolver. */
    static final int AT_ONCE = 32;

    /**
     * How long what was found is told again without another look: so long that a burst of failures, each told to its
     * sender and to the postmaster, looks once, and does not wait for the same silence again and again.
     */
    static final Duration KEPT = Duration.ofSeconds(30);

    /** A few kilobytes each. */
    private static final int MOST_KEPT = 1_000;

    private final CheckSettings settings;
    private final Breaker dns;
    private final Ours ours;
    private final Predicate<String> isLocal;
    private final Supplier<Optional<DomainName>> helo;
    private final Traffic traffic;
    private final LongSupplier nanoTime;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<Case, Begun> begun = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Case, Begun> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Begun(long when, CompletableFuture<List<Observation>> found) {}

    /**
     * Asks {@code dns}.
     *
     * @param keys that sign for us
     * @param isLocal whether mail for a domain comes to us
     * @param helo what our host calls itself
     * @param traffic what deliveries have shown
     */
    public LiveChecks(
            CheckSettings settings,
            Breaker dns,
            List<OwnKey> keys,
            Predicate<String> isLocal,
            Supplier<Optional<DomainName>> helo,
            Traffic traffic) {
        this(settings, dns, keys, isLocal, helo, traffic, System::nanoTime);
    }

    LiveChecks(
            CheckSettings settings,
            Breaker dns,
            List<OwnKey> keys,
            Predicate<String> isLocal,
            Supplier<Optional<DomainName>> helo,
            Traffic traffic,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.dns = dns;
        this.ours = new Ours(domain -> isOurs(domain.text()), keys);
        this.isLocal = isLocal;
        this.helo = helo;
        this.traffic = traffic;
        this.nanoTime = nanoTime;
    }

    /** Whether our own resolver is dead: then it is no fault of a recipient's domain that nothing was found. */
    public boolean isResolverDead() {
        return settings.on() && dns.isOpen();
    }

    /** What shows that no destination at all can be reached; nothing where some can. */
    public Optional<String> blockade() {
        return traffic.blockade();
    }

    /** Begins to look, and does not wait. */
    void failed(String senderDomain, String recipientDomain, String cause) {
        try {
            new Look(ours(Optional.of(senderDomain)), Optional.empty()).begin(cause, Optional.of(recipientDomain));
        } catch (RuntimeException bug) {
            LOG.error("The checks for {} could not begin; the mail goes its way", cause, bug);
        }
    }

    /**
     * For the reports on one mail, whoever they go to: all of them together wait until one deadline.
     *
     * @param message opens it; it is read only where its signatures matter
     * @param sent when it was sent
     */
    public Look begin(Optional<String> senderDomain, SentMessage.Source message, Instant sent) {
        return new Look(ours(senderDomain), Optional.of(new SentMessage(message, settings.deadline(), sent)));
    }

    private Optional<DomainName> ours(Optional<String> senderDomain) {
        return senderDomain.filter(this::isOurs).flatMap(DomainName::of);
    }

    private boolean isOurs(String domain) {
        return isLocal.test(domain) || settings.isOurs(domain);
    }

    /** What is looked at for one mail, by one thread. */
    public final class Look {

        private final Optional<DomainName> sender;
        private final Optional<SentMessage> message;
        private final long end = nanoTime.getAsLong() + settings.deadline().toNanos();
        private final Map<Case, List<Observation>> ofMessage = new HashMap<>();

        private Look(Optional<DomainName> sender, Optional<SentMessage> message) {
            this.sender = sender;
            this.message = message;
        }

        /**
         * Begins to look, where that was not begun before; several causes are then looked at side by side.
         *
         * @param recipientDomain where it may be told
         */
        public void begin(String cause, Optional<String> recipientDomain) {
            if (settings.on() && CauseChecks.know(cause)) {
                var unused = look(failure(cause, recipientDomain));
            }
        }

        /** What was found of a cause; never throws. */
        public List<Observation> of(String cause, Optional<String> recipientDomain) {
            if (!settings.on() || !CauseChecks.know(cause)) {
                return List.of();
            }
            var failure = failure(cause, recipientDomain);
            var begun = look(failure);
            // Whoever the mail was for: its signatures are the same.
            var signatures = ofMessage.computeIfAbsent(failure(cause, Optional.empty()), any -> ofMessage(any));
            var found = new ArrayList<>(await(begun));
            found.addAll(signatures);
            return found;
        }

        /** In this thread: who gave us the message may close it as soon as its reports are written. */
        private List<Observation> ofMessage(Case failure) {
            if (message.isEmpty() || dns.isOpen()) {
                return List.of();
            }
            return guarded(failure, () -> checks(failure, left()).of(failure, message.get()));
        }

        private Duration left() {
            return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
        }

        private Case failure(String cause, Optional<String> recipientDomain) {
            return new Case(cause, sender, addresses(), helo.get(), recipientDomain.flatMap(DomainName::of));
        }

        private List<Observation> await(Future<List<Observation>> found) {
            try {
                return found.get(left().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return untested("The DNS did not answer in time.");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return untested("James is stopping.");
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug);
            }
        }
    }

    /** Those that the operator named; else those that our connections came from. */
    private List<InetAddress> addresses() {
        return settings.addresses().isEmpty() ? traffic.addresses() : settings.addresses();
    }

    private Future<List<Observation>> look(Case failure) {
        if (dns.isOpen()) {
            dns.knock();
            return CompletableFuture.completedFuture(untested("Our own DNS resolver does not answer."));
        }
        var own = new CompletableFuture<List<Observation>>();
        synchronized (begun) {
            var known = begun.get(failure);
            if (known != null && nanoTime.getAsLong() - known.when < KEPT.toNanos()) {
                return known.found;
            }
            if (!free.tryAcquire()) {
                return CompletableFuture.completedFuture(untested("Too many failures are being looked at."));
            }
            begun.remove(failure);
            begun.put(failure, new Begun(nanoTime.getAsLong(), own));
        }
        Thread.ofVirtual().name("whybounce-check").start(() -> complete(own, failure));
        return own;
    }

    private void complete(CompletableFuture<List<Observation>> own, Case failure) {
        try {
            own.complete(guarded(failure, () -> checks(failure, patience()).of(failure)));
        } finally {
            free.release();
        }
    }

    private CauseChecks checks(Case failure, Duration inAll) {
        var recent = failure.sender().map(DomainName::text).map(traffic::recent).orElseGet(RecentDomains::new);
        var hurried = new Hurried(dns, inAll);
        return new CauseChecks(hurried, settings.lists(), ours, recent, outside(hurried, inAll));
    }

    /** Web servers where that is wanted, in what is left of the time; never mail servers. */
    private Outside outside(Dns hurried, Duration inAll) {
        if (!settings.fetchesPolicies()) {
            return Outside.NOTHING;
        }
        long end = nanoTime.getAsLong() + inAll.toNanos();
        PolicyFetch fetch = domain ->
                new HttpsPolicyFetch(hurried, Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()))).fetch(domain);
        return new Outside(Optional.empty(), Optional.of(fetch), Clock.systemUTC());
    }

    private static List<Observation> guarded(Case failure, Supplier<List<Observation>> check) {
        try {
            return check.get();
        } catch (RuntimeException bug) {
            LOG.error("The checks for {} failed; the report goes out without them", failure.cause(), bug);
            return untested("The check failed; our log tells more.");
        }
    }

    /** A little less than a report waits, so that what was found by then is in it beside what was not. */
    private Duration patience() {
        return settings.deadline().multipliedBy(9).dividedBy(10);
    }

    private static List<Observation> untested(String why) {
        return List.of(new Observation("dns", Verdict.SILENT, why, Optional.empty()));
    }
}
