package whybounce.mailets.checks;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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
import whybounce.dns.Breaker;
import whybounce.dns.Hurried;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;

/**
 * Looks at what the DNS says of failures. A report waits for it until the deadline and no longer, and not at all while our
 * own resolver is dead or too many others are looking.
 */
public final class LiveChecks {

    private static final Logger LOG = LoggerFactory.getLogger(LiveChecks.class);

    /** A burst of failures must not fill the threads that deliver mail; answers are kept, so the next ones are quick. */
    private static final int AT_ONCE = 8;

    private final CheckSettings settings;
    private final Breaker dns;
    private final Ours ours;
    private final Predicate<String> isLocal;
    private final Supplier<Optional<DomainName>> helo;
    private final Semaphore free = new Semaphore(AT_ONCE);

    /**
     * Asks {@code dns}.
     *
     * @param keys that sign for us
     * @param isLocal whether mail for a domain comes to us
     * @param helo what our host calls itself
     */
    public LiveChecks(
            CheckSettings settings,
            Breaker dns,
            List<OwnKey> keys,
            Predicate<String> isLocal,
            Supplier<Optional<DomainName>> helo) {
        this.settings = settings;
        this.dns = dns;
        this.ours = new Ours(domain -> isOurs(domain.text()), keys);
        this.isLocal = isLocal;
        this.helo = helo;
    }

    /** Whether our own resolver is dead: then it is no fault of a recipient's domain that nothing was found. */
    public boolean isResolverDead() {
        return settings.on() && dns.isOpen();
    }

    /**
     * For the failures of one mail.
     *
     * @param message opens it; it is read only where its signatures matter
     * @param sent when it was sent
     */
    public Look begin(Optional<String> senderDomain, SentMessage.Source message, Instant sent) {
        return new Look(
                senderDomain.filter(this::isOurs).flatMap(DomainName::of),
                new SentMessage(message, settings.deadline(), sent));
    }

    private boolean isOurs(String domain) {
        return isLocal.test(domain) || settings.isOurs(domain);
    }

    /** What is looked at for one report, in one deadline. */
    public final class Look {

        private final Optional<DomainName> sender;
        private final SentMessage message;
        private final CauseChecks checks;
        private final Map<Case, List<Observation>> known = new HashMap<>();

        private Look(Optional<DomainName> sender, SentMessage message) {
            this.sender = sender;
            this.message = message;
            this.checks =
                    new CauseChecks(new Hurried(dns, settings.deadline()), settings.lists(), ours, new RecentDomains());
        }

        /** What was found of a cause that kept a mail from a domain; never throws. */
        public List<Observation> of(String cause, String recipientDomain) {
            if (!settings.on() || !CauseChecks.know(cause)) {
                return List.of();
            }
            var failure = new Case(
                    cause,
                    sender,
                    settings.addresses(),
                    helo.get(),
                    DomainName.of(recipientDomain),
                    Optional.of(message));
            return known.computeIfAbsent(failure, this::look);
        }

        private List<Observation> look(Case failure) {
            if (dns.isOpen()) {
                return List.of(untested("Our own DNS resolver does not answer."));
            }
            if (!free.tryAcquire()) {
                return List.of(untested("Too many failures are being looked at."));
            }
            try {
                return checks.of(failure);
            } catch (RuntimeException bug) {
                LOG.error("The checks for {} failed; the report goes out without them", failure.cause(), bug);
                return List.of(untested("The check failed; our log tells more."));
            } finally {
                free.release();
            }
        }

        private static Observation untested(String why) {
            return new Observation("dns", Verdict.SILENT, why, Optional.empty());
        }
    }
}
