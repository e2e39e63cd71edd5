package whybounce.probe.steps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Observation.Verdict;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Visible;
import whybounce.probe.steps.Step.Fact;
import whybounce.probe.steps.Step.Name;
import whybounce.probe.steps.Step.Result;
import whybounce.reply.SmtpReply;

/**
 * A bounce, step by step.
 *
 * @param checked what was found of sender and recipient; empty where there was nothing to ask
 * @param content what was found of the message; empty where there was none
 * @param now when it was asked
 */
public record FiveSteps(Bounce bounce, Optional<List<Finding>> checked, Optional<List<Finding>> content, Instant now) {

    /** More recipients than anybody reads about at once. */
    private static final int MOST_RECIPIENTS = 10;

    /** Of a reply; RFC 5321 section 4.5.3.1.5 allows 512 octets a line. */
    private static final int MOST_LINES = 40;

    private static final int LONGEST_LINE = 1_024;

    public FiveSteps {
        checked = checked.map(List::copyOf);
        content = content.map(List::copyOf);
    }

    /** All five, in their order. */
    public List<Step> steps() {
        return List.of(response(), meaning(), senderAndRecipient(), message(), next());
    }

    /** Those that are told of. */
    List<Explained> recipients() {
        return bounce.answer().recipients().stream().limit(MOST_RECIPIENTS).toList();
    }

    /** What is to be done, each thing once. */
    public Set<Next> nexts() {
        return recipients().stream().map(this::next).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is to be done about one of them. */
    Next next(Explained explained) {
        var all = new ArrayList<>(checked.orElse(List.of()));
        all.addAll(content.orElse(List.of()));
        return Next.of(explained, all, now);
    }

    private Step response() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Words("Given", bounce.kind().words()));
        boolean whole = true;
        for (var explained : recipients()) {
            whole &= response(facts, explained);
        }
        more(facts);
        return Step.of(
                Name.RESPONSE,
                whole ? Result.DONE : Result.UNKNOWN,
                whole
                        ? "All lines of the server's answer are there."
                        : "There is no complete answer of a server in it. Look in the log of the mail system that sent the"
                                + " message; what is missing may be the reason.",
                facts);
    }

    /** Whether all of it is there. */
    private boolean response(List<Fact> facts, Explained explained) {
        var outcome = explained.outcome();
        recipient(facts, outcome);
        var last = outcome.lastAttempt();
        last.flatMap(Attempt::peer)
                .map(FiveSteps::server)
                .ifPresent(server -> facts.add(new Fact.Words("Server", server)));
        if (explained.stageKnown() && last.isPresent() && last.get().failure() instanceof Refused refused) {
            facts.add(new Fact.Words("Stage", refused.stage().label()));
        }
        var said = last.flatMap(attempt -> attempt.failure().reply())
                .filter(reply -> !reply.lines().isEmpty());
        said.ifPresent(reply -> facts.add(new Fact.Quote("It said", lines(reply))));
        return said.filter(reply -> reply.code() > 0).isPresent();
    }

    static String server(Peer peer) {
        return Visible.text(peer.host())
                + peer.address()
                        .map(address -> " [" + Visible.text(address) + "]")
                        .orElse("") + ", port "
                + peer.port();
    }

    static List<String> lines(SmtpReply reply) {
        return reply.lines().stream()
                .limit(MOST_LINES)
                .map(line -> line.bytes().text())
                .map(text -> Visible.text(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text))
                .toList();
    }

    /** Where there are several. */
    private void recipient(List<Fact> facts, RecipientOutcome outcome) {
        if (bounce.answer().recipients().size() > 1) {
            facts.add(new Fact.Words("Recipient", Visible.text(outcome.recipient())));
        }
    }

    private void more(List<Fact> facts) {
        int left = bounce.answer().recipients().size() - MOST_RECIPIENTS;
        if (left > 0) {
            facts.add(new Fact.Words("And", left + " more recipients; --to ADDRESS names one of them"));
        }
    }

    private Step meaning() {
        var facts = new ArrayList<Fact>();
        bounce.answer().instead().ifPresent(instead -> {
            facts.add(new Fact.Words("What it is", instead.headline() + "."));
            facts.add(new Fact.Words("What happened", instead.meaning()));
        });
        for (var explained : recipients()) {
            recipient(facts, explained.outcome());
            meaning(facts, explained);
        }
        boolean known = recipients().stream().allMatch(Explained::isKnown);
        return Step.of(
                Name.MEANING,
                known ? Result.DONE : Result.UNKNOWN,
                known
                        ? "It is known what this means."
                        : "No cause fits, so nothing is guessed. The words of the server are all there is.",
                facts);
    }

    private static void meaning(List<Fact> facts, Explained explained) {
        facts.add(new Fact.Words("Headline", explained.forSender().headline()));
        var best = explained.diagnosis().best();
        facts.add(new Fact.Words(
                "Cause",
                best.map(finding -> finding.cause().id() + " (rule " + finding.rule() + ")")
                        .orElse("unknown")));
        facts.add(new Fact.Words("What happened", explained.forPostmaster().happened()));
        facts.add(new Fact.Words("Who must act", explained.forPostmaster().actor()));
    }

    private Step senderAndRecipient() {
        if (checked.isEmpty()) {
            return Step.of(
                    Name.SENDER_AND_RECIPIENT,
                    Result.NOT_TESTED,
                    "Nobody was asked: name the sender with --from, the recipient with --to, and the address that the mail"
                            + " left from with --ip.",
                    List.of());
        }
        return checks(Name.SENDER_AND_RECIPIENT, checked.get(), "");
    }

    private Step message() {
        return content.map(found -> checks(
                        Name.CONTENT,
                        found,
                        " A filter may dislike what is told here; that is a possible reason, and never the verdict."))
                .orElseGet(() -> Step.of(
                        Name.CONTENT,
                        Result.NOT_TESTED,
                        "The message was not given: --message FILE has it looked at as it was sent.",
                        List.of()));
    }

    private Step checks(Name name, List<Finding> findings, String besides) {
        var causes = causes();
        long confirm = count(findings, causes, Verdict.CONFIRMS);
        long refute = count(findings, causes, Verdict.REFUTES);
        boolean problem = findings.stream().anyMatch(finding -> finding.grade() == Grade.PROBLEM);
        boolean silent = findings.stream().anyMatch(finding -> finding.grade() == Grade.NOT_TESTED);
        if (silent && findings.stream().allMatch(finding -> finding.grade() == Grade.NOT_TESTED)) {
            return new Step(
                    name, Result.NOT_TESTED, "Nothing could be found out: nobody answered.", List.of(), findings);
        }
        var result = problem ? Result.PROBLEM : silent ? Result.NOT_TESTED : Result.DONE;
        var says = confirm > 0
                ? "What was found confirms the cause."
                : refute > 0
                        ? "What was found speaks against the cause: what the server complains of is as it should be, as far"
                                + " as can be seen from here."
                        : problem ? "Something is wrong, which need not be the cause." : "Nothing wrong was found.";
        return new Step(name, result, says + (silent ? " Not all could be asked." : "") + besides, List.of(), findings);
    }

    /** Those that the server gave. */
    Set<String> causes() {
        return recipients().stream()
                .flatMap(explained -> explained.diagnosis().best().stream())
                .map(best -> best.cause().id())
                .collect(Collectors.toSet());
    }

    private static long count(List<Finding> findings, Set<String> causes, Verdict verdict) {
        return findings.stream()
                .filter(finding -> causes.stream().anyMatch(cause -> finding.verdict(cause) == verdict))
                .count();
    }

    private Step next() {
        var facts = new ArrayList<Fact>();
        for (var explained : recipients()) {
            recipient(facts, explained.outcome());
            var next = next(explained);
            facts.add(new Fact.Words("Do this", next.title() + ". " + next.why()));
            facts.add(new Fact.Words("Tried again", explained.forSender().retry()));
            facts.add(new Fact.Steps("Steps", explained.forPostmaster().steps()));
        }
        bounce.answer().instead().ifPresent(instead -> {
            facts.add(new Fact.Steps("What to do", instead.steps()));
            facts.add(new Fact.Steps("Administrator", instead.administratorSteps()));
        });
        var titles = nexts().stream().map(Next::title).collect(Collectors.joining("; "));
        boolean known = recipients().stream().allMatch(Explained::isKnown);
        return Step.of(
                Name.NEXT,
                known ? Result.DONE : Result.UNKNOWN,
                titles.isEmpty() ? "See what to do in the program that showed this." : titles + ".",
                facts);
    }
}
