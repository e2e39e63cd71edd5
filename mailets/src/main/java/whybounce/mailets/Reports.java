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
import whybounce.failure.RecipientOutcome;
import whybounce.mailets.own.Knowledge;

/** Explains failed mails: makes the report that one addressee gets. */
final class Reports {
    private final Supplier<Knowledge> knowledge;
    private final BounceSettings settings;
    private final Supplier<String> hostName;
    private final Clock clock;

    Reports(Supplier<Knowledge> knowledge, BounceSettings settings, Supplier<String> hostName, Clock clock) {
        this.knowledge = knowledge;
        this.settings = settings;
        this.hostName = hostName;
        this.clock = clock;
    }

    Report explained(ReportId id, News news, Addressee to, Original original) {
        var known = knowledge.get();
        return report(
                id,
                news,
                to,
                original,
                news.outcomes().stream()
                        .map(outcome -> told(outcome, to.reader(), known))
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
                    .map(outcome -> told(outcome, reader, known))
                    .anyMatch(told -> told.explanation().whoMustAct() == Actor.SENDER_ADMIN);
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

    private static Told told(RecipientOutcome outcome, Reader reader, Knowledge known) {
        var seen = seenBy(reader, outcome);
        var diagnosis = SendersView.toDiagnose(outcome, seen)
                .map(known.classifier()::diagnose)
                .orElseGet(() -> new Diagnosis(List.of()));
        return new Told(seen, diagnosis, List.of(), known.explainer().explain(seen, diagnosis, List.of(), reader));
    }

    private static RecipientOutcome seenBy(Reader reader, RecipientOutcome outcome) {
        return reader.kind() == Reader.Kind.POSTMASTER ? outcome : SendersView.of(outcome);
    }
}
