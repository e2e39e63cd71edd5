package whybounce.mailets;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.catalogue.Actor;
import whybounce.classify.Diagnosis;
import whybounce.dsn.write.Original;
import whybounce.dsn.write.Report;
import whybounce.dsn.write.Told;
import whybounce.explain.Reader;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;
import whybounce.failure.RecipientOutcome;
import whybounce.mailets.checks.LiveChecks;
import whybounce.mailets.checks.LiveChecks.Look;
import whybounce.mailets.own.Knowledge;

/** Explains failed mails: makes the report that one addressee gets. */
final class Reports {
    private final Supplier<Knowledge> knowledge;
    private final LiveChecks checks;
    private final BounceSettings settings;
    private final Supplier<String> hostName;
    private final Clock clock;

    private static final String RESOLVER_DEAD = "our own DNS resolver does not answer";
    private static final String NOTHING_REACHABLE = "no destination at all can be reached";

    Reports(
            Supplier<Knowledge> knowledge,
            LiveChecks checks,
            BounceSettings settings,
            Supplier<String> hostName,
            Clock clock) {
        this.knowledge = knowledge;
        this.checks = checks;
        this.settings = settings;
        this.hostName = hostName;
        this.clock = clock;
    }

    Report explained(ReportId id, News news, Addressee to, Original original) {
        var known = knowledge.get();
        // All are begun before one is waited for.
        news.outcomes().forEach(outcome -> begin(outcome, to.reader(), known, news.look()));
        return report(
                id,
                news,
                to,
                original,
                news.outcomes().stream()
                        .map(outcome -> told(outcome, to.reader(), known, news.look()))
                        .toList());
    }

    /** For when explaining has failed: only what is certain. */
    Report unexplained(ReportId id, News news, Addressee to, Original original) {
        return report(
                id,
                news,
                to,
                original,
                news.outcomes().stream()
                        .map(outcome -> Told.unexplained(seenBy(to.reader(), outcome)))
                        .toList());
    }

    /** Whether the administrator of this relay must act; also where that cannot be told, for then we are at fault. */
    boolean isOurs(News news, Reader reader) {
        try {
            var known = knowledge.get();
            return news.outcomes().stream()
                    .anyMatch(outcome -> whoMustAct(outcome, reader, known) == Actor.SENDER_ADMIN);
        } catch (RuntimeException e) {
            return true;
        }
    }

    private Report report(ReportId id, News news, Addressee to, Original original, List<Told> recipients) {
        var failed = news.failed();
        return new Report(
                to.from().asString(),
                to.address().asString(),
                id.messageId(hostName.get()),
                clock.instant(),
                hostName.get(),
                failed.arrival(),
                // RFC 3464 section 2.2.1: ENVID is the sender's; a copy goes to somebody else.
                to.reader().kind() == Reader.Kind.POSTMASTER
                        ? Optional.empty()
                        : failed.wishes().envelopeId(),
                Optional.of(failed.queueId()),
                to.reader(),
                settings.contact(),
                settings.guide(),
                recipients,
                original);
    }

    private Actor whoMustAct(RecipientOutcome outcome, Reader reader, Knowledge known) {
        var seen = seenBy(reader, outcome);
        return known.explainer()
                .explain(seen, diagnosis(outcome, seen, known), List.of(), reader)
                .whoMustAct();
    }

    private Told told(RecipientOutcome outcome, Reader reader, Knowledge known, Look look) {
        var seen = seenBy(reader, outcome);
        var diagnosis = diagnosis(outcome, seen, known);
        var observations = observations(outcome, seen, diagnosis, reader, look);
        return new Told(
                seen, diagnosis, observations, known.explainer().explain(seen, diagnosis, observations, reader));
    }

    private Diagnosis diagnosis(RecipientOutcome outcome, RecipientOutcome seen, Knowledge known) {
        return SendersView.toDiagnose(outcome, seen)
                .map(this::notTheirFault)
                .map(known.classifier()::diagnose)
                .orElseGet(() -> new Diagnosis(List.of()));
    }

    /**
     * What is wrong with ourselves says nothing of the recipient's domain: a resolver of ours that answers nobody, or a
     * way out that leads nowhere.
     */
    private Attempt notTheirFault(Attempt last) {
        if (last.failure() instanceof NoRoute route && route.isTransient() && checks.isResolverDead()) {
            return ours(last, new LocalRefusal(What.FAULT, RESOLVER_DEAD));
        }
        boolean direct = last.failure() instanceof Unreachable && !last.atSmartHost();
        return direct && checks.blockade().isPresent()
                ? ours(last, new LocalRefusal(What.OUTBOUND_BLOCKED, NOTHING_REACHABLE))
                : last;
    }

    private static Attempt ours(Attempt last, LocalRefusal fault) {
        return new Attempt(last.time(), last.took(), last.peer(), fault);
    }

    private void begin(RecipientOutcome outcome, Reader reader, Knowledge known, Look look) {
        if (reader.mayKnowInside()) {
            var seen = seenBy(reader, outcome);
            diagnosis(outcome, seen, known)
                    .best()
                    .ifPresent(best -> look.begin(best.cause().id(), tellable(outcome, seen)));
        }
    }

    /** A stranger can mend nothing of ours. */
    private List<Observation> observations(
            RecipientOutcome outcome, RecipientOutcome seen, Diagnosis diagnosis, Reader reader, Look look) {
        if (!reader.mayKnowInside() || diagnosis.best().isEmpty()) {
            return List.of();
        }
        var cause = diagnosis.best().get().cause().id();
        var blockade = checks.blockade().filter(found -> cause.equals("outbound-blocked"));
        return blockade.isPresent()
                ? List.of(new Observation("outbound", Verdict.CONFIRMS, blockade.get(), Optional.empty()))
                : look.of(cause, tellable(outcome, seen));
    }

    /** RFC 3461 section 5.2.7.4: where an alias leads is told to nobody who did not write it. */
    private static Optional<String> tellable(RecipientOutcome outcome, RecipientOutcome seen) {
        var domain = domain(outcome.recipient());
        return Optional.of(domain).filter(real -> real.equalsIgnoreCase(domain(seen.recipient())));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static RecipientOutcome seenBy(Reader reader, RecipientOutcome outcome) {
        return reader.kind() == Reader.Kind.POSTMASTER ? outcome : SendersView.of(outcome);
    }
}
