package whybounce.dsn.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import whybounce.catalogue.Actor;
import whybounce.dsn.write.Letter.Group;
import whybounce.explain.Addressed;
import whybounce.explain.Explanation;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.Reader;
import whybounce.explain.RemoteText;
import whybounce.explain.TextPage.Fact;
import whybounce.failure.RecipientOutcome.Action;

/** Composes the human part of a report. */
final class LetterComposer {

    private final Report report;
    private final Frames frames;
    private final boolean delayed;
    private final Quotes quotes;
    private final AdminFacts admin;

    LetterComposer(Report report) {
        this.report = report;
        this.frames = Frames.of(report.reader().locale());
        this.delayed = report.recipients().getFirst().outcome().action() == Action.DELAYED;
        this.quotes = new Quotes(report, frames);
        this.admin = new AdminFacts(report, frames);
    }

    Letter letter(boolean originalReadable) {
        var groups = grouped().stream().map(this::group).toList();
        return new Letter(
                frames, headline(groups), delayed, groups, message(), returned(originalReadable), report.contact());
    }

    /** What makes two recipients the same case: everything they are told but their own address. */
    private record Case(String cause, Explanation told) {
        static Case of(Told told) {
            var address = Addressed.of(told.outcome());
            var cause = told.diagnosis().best().map(finding -> finding.cause().id());
            return new Case(cause.orElse(""), Blanked.of(told.explanation(), address));
        }
    }

    private List<List<Told>> grouped() {
        if (report.recipients().size() == 1) {
            return List.of(report.recipients());
        }
        var groups = new LinkedHashMap<Case, List<Told>>();
        report.recipients()
                .forEach(told -> groups.computeIfAbsent(Case.of(told), any -> new ArrayList<>())
                        .add(told));
        return List.copyOf(groups.values());
    }

    private Group group(List<Told> same) {
        var first = same.getFirst().explanation();
        boolean each = same.size() > 1 && first.whoMustAct() == Actor.RECIPIENT;
        var explanation = each ? first.withActor(frames.text(Frame.ACTOR_RECIPIENTS)) : first;
        var recipients = same.stream().map(told -> Addressed.of(told.outcome())).toList();
        return new Group(explanation, headline(explanation, same.size()), recipients, quotes.of(same), admin.of(same));
    }

    private String headline(Explanation explanation, int recipients) {
        if (recipients == 1) {
            return explanation.headline();
        }
        return frames.text(
                delayed ? Frame.HEADLINE_SHARED_DELAYED : Frame.HEADLINE_SHARED_FAILED,
                Map.of(
                        "message",
                        message(report.reader(), frames),
                        "n",
                        "" + recipients,
                        "reason",
                        explanation.reason()));
    }

    private String headline(List<Group> groups) {
        if (groups.size() == 1) {
            return groups.getFirst().headline();
        }
        return frames.text(
                delayed ? Frame.HEADLINE_MANY_DELAYED : Frame.HEADLINE_MANY_FAILED,
                Map.of(
                        "message",
                        message(report.reader(), frames),
                        "n",
                        "" + report.recipients().size()));
    }

    static String message(Reader reader, Frames frames) {
        if (reader.kind() != Reader.Kind.POSTMASTER) {
            return frames.text(Frame.MESSAGE_YOURS);
        }
        return reader.sender()
                .map(sender -> frames.text(Frame.MESSAGE_FROM, Map.of("sender", RemoteText.name(sender))))
                .orElseGet(() -> frames.text(Frame.MESSAGE_ANY));
    }

    private List<Fact> message() {
        var facts = new ArrayList<Fact>();
        // The subject is the sender's own; on its way through another system it may be anybody's.
        if (report.reader().mayKnowInside()) {
            report.original()
                    .subject()
                    .map(RemoteText::name)
                    .filter(subject -> !subject.isEmpty())
                    .ifPresent(subject -> facts.add(new Fact(frames.text(Frame.LABEL_SUBJECT), subject)));
        }
        facts.add(new Fact(frames.text(Frame.LABEL_SENT), frames.moment(report.arrival())));
        return facts;
    }

    private String returned(boolean readable) {
        if (!readable) {
            return frames.text(Frame.RETURNED_NOTHING);
        }
        boolean own = report.reader().kind() != Reader.Kind.POSTMASTER;
        return switch (report.original().returned()) {
            case WHOLE -> frames.text(own ? Frame.RETURNED_WHOLE : Frame.RETURNED_WHOLE_ANY);
            case HEADERS -> frames.text(own ? Frame.RETURNED_HEADERS : Frame.RETURNED_HEADERS_ANY);
        };
    }
}
