package whybounce.mailets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.check.DomainName;
import whybounce.dns.Breaker;
import whybounce.dsn.write.Original.Returned;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.mailets.BounceSettings.Mode;
import whybounce.mailets.BounceSettings.PostmasterCopy;
import whybounce.mailets.checks.KeyRing;
import whybounce.mailets.checks.LiveChecks;
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.digest.Digest;
import whybounce.mailets.digest.DigestTimer;
import whybounce.mailets.digest.Digests;
import whybounce.mailets.james.FailedMail;
import whybounce.mailets.james.OriginalMessage;
import whybounce.mailets.james.ReportMail;
import whybounce.mailets.james.Resolvers;
import whybounce.mailets.james.UnknownParameters;
import whybounce.mailets.own.Knowledge;
import whybounce.mailets.own.OwnFolders;

/**
 * Tells the sender of a mail that could not be delivered why, who must act and what to do. Stands in the bounce
 * processor in place of James's {@code DSNBounce}:
 *
 * <pre>{@code
 * <processor state="bounces" enableJmx="false">
 *   <mailet match="All" class="whybounce.mailets.ExplainedBounce">
 *     <contactName>Example Mail</contactName>
 *     <contactText>write to help@example.org</contactText>
 *   </mailet>
 * </processor>
 * }</pre>
 *
 * <p>Behind {@link whybounce.mailets.ExplainedDelivery} it tells all that the other servers said. Behind James's own
 * RemoteDelivery it tells what James kept, where that is surely this recipient's. With {@code <mode>annotate</mode>}
 * in front of {@code DSNBounce} it tells the postmaster only.
 *
 * <table>
 * <caption>Parameters; all may be left out</caption>
 * <tr><th>name</th><th>values (default first)</th><th>what it does</th></tr>
 * <tr><td>mode</td><td>full, annotate</td><td>annotate: the sender gets nothing from us, the postmaster an explained
 *     copy, and the mail passes on unchanged</td></tr>
 * <tr><td>passThrough</td><td>false (true in annotate mode), true</td><td>whether the failed mail goes on to the next
 *     mailet; a copy that tells of a delay never does</td></tr>
 * <tr><td>postmasterCopy</td><td>none (all in annotate mode), ours, all</td><td>which reports the postmaster gets too;
 *     ours: those that the administrator of this relay must mend</td></tr>
 * <tr><td>postmaster</td><td>James's postmaster, an address</td><td>where those go</td></tr>
 * <tr><td>from</td><td>the postmaster of the sender's domain where that is ours, else James's; an address</td>
 *     <td>the From of reports</td></tr>
 * <tr><td>contactName, contactText, contactColour</td><td>Mail delivery; none; none or #rrggbb</td><td>how reports
 *     name the operator</td></tr>
 * <tr><td>guide</td><td>none, an https address</td><td>where the guide pages are; the cause's id is appended</td></tr>
 * <tr><td>hostName</td><td>the machine's full name, else the domain of James's postmaster</td><td>Reporting-MTA</td></tr>
 * <tr><td>sizeLimit</td><td>10M; bytes with K, M or G; 0 for none</td><td>above it only the headers of the original go
 *     back</td></tr>
 * <tr><td>digestAbove</td><td>20; 0 for no digest</td><td>reports an hour to one address; the later ones go out as one
 *     digest at the end of the hour, which begins with the first report</td></tr>
 * <tr><td>digestMinutes</td><td>60</td><td>how long that hour is</td></tr>
 * <tr><td>directory</td><td>file://var/whybounce/digest/</td><td>where reports wait for their digest</td></tr>
 * <tr><td>checks</td><td>true, false</td><td>whether the DNS is asked about a failure, and the report tells what it
 *     says</td></tr>
 * <tr><td>checkSeconds</td><td>3</td><td>what a report waits for that at most</td></tr>
 * <tr><td>outboundAddresses</td><td>those that connections of {@link ExplainedDelivery} came from, where they are public;
 *     addresses with commas</td><td>those that mail leaves from, as the world sees them: they are looked for in SPF, PTR
 *     and lists</td></tr>
 * <tr><td>ourDomains</td><td>none; domains with commas</td><td>sender domains whose records are ours to mend, besides those
 *     for which James takes mail</td></tr>
 * <tr><td>resolver</td><td>James's DNS servers; address[:port] with commas</td><td>whom the checks ask</td></tr>
 * <tr><td>blockLists</td><td>none; all; zones with commas</td><td>the lists that are asked about our addresses and
 *     domains; whoever runs one learns of the question</td></tr>
 * <tr><td>mtaSts</td><td>false, true</td><td>whether the recipient's policy of MTA-STS is fetched by HTTPS where encryption
 *     failed; its web server learns our address</td></tr>
 * <tr><td>dkimKeys</td><td>none; {@code SELECTOR._domainkey.DOMAIN=FILE} with commas</td><td>private keys that sign for us: a
 *     report on a signature that fails tells the record to publish</td></tr>
 * <tr><td>ownRules</td><td>file://conf/whybounce/</td><td>where the operator's own rules and words are; taken in at the
 *     start and whenever a file changes, all or nothing</td></tr>
 * </table>
 *
 * <p>On disk: only what waits for a digest, in {@code directory}, for an hour at most or until the next start after
 * it. Such a report holds the addresses and the header fields of the original, never its body.
 *
 * <p>Each report leaves one line in the log {@code whybounce.report}, each failure that nobody is told of as well. When
 * explaining fails, a plain notification goes out; when that fails too, the mail goes to the {@code error} processor.
 */
public final class ExplainedBounce extends GenericMailet {
    private static final Logger LOG = LoggerFactory.getLogger(ExplainedBounce.class);

    private final MetricFactory metrics;
    private final FileSystem files;
    private final StartUpCheck startUpCheck;
    private final Function<String, Supplier<Knowledge>> ownFolders;
    private final Function<List<InetSocketAddress>, Breaker> resolvers;
    private final Clock clock;
    private final Traffic traffic;
    private @Nullable Desk desk;

    @Inject
    public ExplainedBounce(
            MetricFactory metrics,
            FileSystem files,
            StartUpCheck startUpCheck,
            OwnFolders ownFolders,
            Resolvers resolvers,
            Traffic traffic) {
        this(metrics, files, startUpCheck, ownFolders::at, resolvers::at, traffic, Clock.systemUTC());
    }

    /**
     * With parts of a test.
     *
     * @param ownFolders what is known with the folder of that name
     * @param resolvers the DNS as those servers tell it
     * @param traffic what deliveries show
     */
    ExplainedBounce(
            MetricFactory metrics,
            FileSystem files,
            StartUpCheck startUpCheck,
            Function<String, Supplier<Knowledge>> ownFolders,
            Function<List<InetSocketAddress>, Breaker> resolvers,
            Traffic traffic,
            Clock clock) {
        this.metrics = metrics;
        this.files = files;
        this.startUpCheck = startUpCheck;
        this.ownFolders = ownFolders;
        this.resolvers = resolvers;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** What an initialised mailet works with. */
    private record Desk(
            BounceSettings settings,
            Audience audience,
            Language language,
            LiveChecks checks,
            Reports reports,
            ReportSender sender,
            Optional<Digests> digests,
            Optional<DigestTimer> timer) {}

    @Override
    public void init() throws MessagingException {
        var settings = BounceSettings.read(name -> Optional.ofNullable(getInitParameter(name)));
        var context = getMailetContext();
        var knowledge = ownFolders.apply(settings.ownRules());
        var hostName = HostName.of(settings, context);
        var checks = checks(settings, hostName);
        var reports = new Reports(knowledge, checks, settings, hostName, clock);
        var digests = digests(settings);
        desk = new Desk(
                settings,
                new Audience(context, settings),
                new Language(knowledge),
                checks,
                reports,
                new ReportSender(context, reports, new ReturnedPart(settings), digests),
                digests,
                digests.map(DigestTimer::new));
        traffic.tell(checks);
        new UnknownParameters("ExplainedBounce", BounceSettings.NAMES)
                .warnings(getInitParameterNames())
                .forEach(LOG::warn);
        startUpCheck.warnings().forEach(LOG::warn);
    }

    private LiveChecks checks(BounceSettings settings, Supplier<String> hostName) {
        var wanted = settings.checks();
        return new LiveChecks(
                wanted,
                resolvers.apply(wanted.resolvers()),
                KeyRing.read(wanted.keys(), files),
                domain -> getMailetContext().isLocalServer(Domain.of(domain)),
                () -> DomainName.of(hostName.get()),
                traffic);
    }

    private Optional<Digests> digests(BounceSettings settings) throws MessagingException {
        if (settings.digestAbove().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Digests(
                    directory(settings.directory()),
                    settings.digestAbove().get(),
                    settings.digestWindow(),
                    settings.contact(),
                    clock,
                    this::send));
        } catch (IOException e) {
            throw new MessagingException("<directory>" + settings.directory() + "</directory> cannot be used", e);
        }
    }

    private Path directory(String given) throws IOException {
        return given.startsWith("file:") ? files.getFile(given).toPath() : Path.of(given);
    }

    private void send(String to, Digest digest) throws IOException {
        try (var mail = ReportMail.write(digest::writeTo)) {
            mail.send(getMailetContext(), new MailAddress(to));
            ReportLog.sent(digest, mail.size());
        } catch (MessagingException e) {
            throw new IOException("a digest for " + to + " could not be handed over", e);
        }
    }

    /** What the timer does. */
    void sendDueDigests() {
        ready().digests().ifPresent(Digests::sendDue);
    }

    @Override
    public void destroy() {
        if (desk != null) {
            desk.timer().ifPresent(DigestTimer::close);
            traffic.dismiss(desk.checks());
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        var ready = ready();
        try (var original = new OriginalMessage(mail)) {
            var failed = FailedMail.read(mail, original, clock.instant());
            if (failed.onlyDelayed()) {
                // A copy that tells of a delay ends here: nothing else may take it for a failure.
                mail.setState(Mail.GHOST);
                tellOfDelay(ready, failed, original);
                return;
            }
            tell(ready, failed, original);
        }
        if (!ready.settings().passThrough()) {
            mail.setState(Mail.GHOST);
        }
    }

    private void tellOfDelay(Desk ready, FailedMail failed, OriginalMessage original) {
        try {
            tell(ready, failed, original);
        } catch (MessagingException | RuntimeException e) {
            LOG.error("The delay of {} could not be told; it is still being tried", failed.queueId(), e);
        }
    }

    private void tell(Desk ready, FailedMail failed, OriginalMessage original) throws MessagingException {
        if (failed.sender().isEmpty()) {
            // RFC 5321 section 6.1: nothing is sent to the null reverse-path.
            metrics.generate("whybounce.nullSender").increment();
            ReportLog.untold(failed, "null sender");
            return;
        }
        var sender = ready.audience()
                .sender(failed.sender().get(), failed, ready.language().of(original));
        var look = ready.checks()
                .begin(
                        failed.sender().map(from -> from.getDomain().asString()),
                        original.returned(Returned.WHOLE).bytes()::open,
                        clock.instant());
        for (var action : List.of(Action.FAILED, Action.DELAYED)) {
            var wanted = failed.wanted(action);
            if (!wanted.isEmpty()) {
                tell(ready, new News(failed, action, wanted, look), original, sender);
            } else if (failed.has(action)) {
                ReportLog.untold(failed, "not wanted: NOTIFY");
            }
        }
    }

    private static void tell(Desk ready, News news, OriginalMessage original, Addressee sender)
            throws MessagingException {
        boolean senderIsTold = ready.settings().mode() == Mode.FULL;
        if (senderIsTold) {
            ready.sender().tell(news, original, sender);
        }
        var postmaster = ready.audience().postmaster(news.failed());
        boolean samePerson = senderIsTold && postmaster.address().equals(sender.address());
        if (!samePerson && isForPostmaster(ready, news, postmaster)) {
            copy(ready, news, original, postmaster);
        }
    }

    private static boolean isForPostmaster(Desk ready, News news, Addressee postmaster) {
        var copies = ready.settings().postmasterCopy();
        return copies == PostmasterCopy.ALL
                || (copies == PostmasterCopy.OURS && ready.reports().isOurs(news, postmaster.reader()));
    }

    private static void copy(Desk ready, News news, OriginalMessage original, Addressee postmaster) {
        try {
            ready.sender().tell(news, original, postmaster);
        } catch (MessagingException | RuntimeException e) {
            // The sender is told, or the next mailet does it: a copy that is lost must not stop that.
            LOG.error(
                    "The postmaster's copy of the report on {} is lost",
                    news.failed().queueId(),
                    e);
        }
    }

    private Desk ready() {
        if (desk == null) {
            throw new IllegalStateException("not initialised");
        }
        return desk;
    }

    @Override
    public String getMailetInfo() {
        return "whybounce ExplainedBounce";
    }
}
