package whybounce.dsn.write;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import whybounce.catalogue.Cause;
import whybounce.explain.Addressed;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.RemoteText;
import whybounce.explain.TextPage.Fact;
import whybounce.failure.Attempt;
import whybounce.failure.Observation;

/** What an administrator is told of a group, by label. */
final class AdminFacts {

    /** The first attempt and the last ones tell the story; five days have dozens. */
    private static final int MAX_ATTEMPTS = 6;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.US).withZone(ZoneOffset.UTC);

    private final Report report;
    private final Frames frames;

    AdminFacts(Report report, Frames frames) {
        this.report = report;
        this.frames = frames;
    }

    List<Fact> of(List<Told> same) {
        if (!report.reader().mayKnowInside()) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        report.reader().sender().ifPresent(sender -> fact(facts, Frame.LABEL_SENDER, RemoteText.name(sender)));
        cause(facts, same.getFirst());
        for (var told : same) {
            recipient(facts, told, same.size() > 1);
        }
        observations(facts, same.getFirst());
        report.queueId().ifPresent(id -> fact(facts, Frame.LABEL_QUEUE_ID, RemoteText.name(id)));
        guide(facts, same.getFirst());
        return facts;
    }

    private void cause(List<Fact> facts, Told told) {
        var best = told.diagnosis().best();
        var confidence = told.diagnosis().confidence().name().toLowerCase(Locale.ROOT);
        fact(facts, Frame.LABEL_CAUSE, best.map(f -> f.cause().id()).orElse(Cause.UNKNOWN) + " (" + confidence + ")");
        best.ifPresent(f -> fact(facts, Frame.LABEL_RULE, f.rule() + " (" + token(f.evidence()) + ")"));
    }

    private void recipient(List<Fact> facts, Told told, boolean several) {
        if (several) {
            fact(facts, Frame.LABEL_RECIPIENT, Addressed.of(told.outcome()));
        }
        var last = told.outcome().lastAttempt();
        last.map(attempt -> Happening.stage(attempt.failure()))
                .filter(stage -> !stage.isEmpty())
                .ifPresent(stage -> fact(facts, Frame.LABEL_STAGE, stage));
        last.flatMap(Attempt::peer)
                .ifPresent(peer -> fact(
                        facts, Frame.LABEL_PEER, Happening.peer(peer) + " (" + frames.text(role(peer.role())) + ")"));
        var attempts = told.outcome().attempts();
        if (!attempts.isEmpty()) {
            facts.add(new Fact(frames.text(Frame.LABEL_ATTEMPTS), attempts(attempts)));
        }
    }

    private List<String> attempts(List<Attempt> attempts) {
        var what = what(attempts.getFirst());
        if (attempts.size() == 1
                || !attempts.stream().allMatch(attempt -> what(attempt).equals(what))) {
            return few(attempts.stream()
                    .map(attempt -> moment(attempt) + ", " + what(attempt) + ", " + took(attempt))
                    .toList());
        }
        var lines = new ArrayList<String>();
        lines.add(what);
        lines.addAll(few(attempts.stream()
                .map(attempt -> moment(attempt) + ", " + took(attempt))
                .toList()));
        return lines;
    }

    private List<String> few(List<String> attempts) {
        if (attempts.size() <= MAX_ATTEMPTS) {
            return attempts;
        }
        var lines = new ArrayList<String>();
        lines.add(attempts.getFirst());
        lines.add(frames.text(Frame.ATTEMPTS_LEFT_OUT));
        lines.addAll(attempts.subList(attempts.size() - MAX_ATTEMPTS + 1, attempts.size()));
        return lines;
    }

    private static String moment(Attempt attempt) {
        return TIME.format(attempt.time());
    }

    /** A number stays with its unit. */
    private static String took(Attempt attempt) {
        return attempt.took().toMillis() + "\u00a0ms";
    }

    private String what(Attempt attempt) {
        var reply = attempt.failure().reply().filter(said -> said.code() > 0);
        return reply.map(said -> said.code()
                        + said.enhanced().map(status -> " " + status).orElse(""))
                .orElseGet(() -> Happening.of(attempt, report.reader()));
    }

    private void observations(List<Fact> facts, Told told) {
        for (var seen : told.observations()) {
            fact(
                    facts,
                    Frame.LABEL_CHECKED,
                    RemoteText.line(seen.check()) + " " + frames.text(verdict(seen.verdict())) + ": "
                            + RemoteText.line(seen.detail()));
        }
    }

    private void guide(List<Fact> facts, Told told) {
        var cause = told.diagnosis().best().map(f -> f.cause().id()).orElse(Cause.UNKNOWN);
        report.guide()
                .map(guide -> guide.page(cause))
                .ifPresent(page -> facts.add(Fact.link(frames.text(Frame.LABEL_GUIDE), page)));
    }

    private void fact(List<Fact> facts, Frame label, String value) {
        facts.add(new Fact(frames.text(label), value));
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Frame role(whybounce.failure.Peer.Role role) {
        return switch (role) {
            case MX -> Frame.ROLE_MX;
            case SMART_HOST -> Frame.ROLE_SMART_HOST;
            case GIVEN -> Frame.ROLE_GIVEN;
        };
    }

    private static Frame verdict(Observation.Verdict verdict) {
        return switch (verdict) {
            case CONFIRMS -> Frame.VERDICT_CONFIRMS;
            case REFUTES -> Frame.VERDICT_REFUTES;
            case SILENT -> Frame.VERDICT_SILENT;
        };
    }
}
