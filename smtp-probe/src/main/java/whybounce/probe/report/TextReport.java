package whybounce.probe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import whybounce.catalogue.LookAlike;
import whybounce.classify.Finding;
import whybounce.explain.Explanation;
import whybounce.explain.GuideAddress;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.probe.home.Homecoming;
import whybounce.reply.SmtpReply;

/** A report for a person at a terminal. */
public final class TextReport {

    /** RFC 5321 section 4.5.3.1.5 allows 512 octets; twice that is shown, and of the rest how much it is. */
    private static final int MAX_REPLY_LINE = 1_024;

    /** More lines of a reply than anybody reads; the number of the others is told. */
    private static final int MAX_REPLY_LINES = 40;

    private final Palette palette;
    private final Optional<GuideAddress> guide;

    /**
     * A report.
     *
     * @param guide where the guide's pages are
     */
    public TextReport(Palette palette, Optional<GuideAddress> guide) {
        this.palette = palette;
        this.guide = guide;
    }

    public String write(Answer answer) {
        var parts = new ArrayList<String>();
        answer.instead()
                .ifPresent(lookAlike ->
                        parts.add(instead(lookAlike, !answer.recipients().isEmpty())));
        answer.recipients().forEach(explained -> parts.add(recipient(explained)));
        answer.besides().ifPresent(lookAlike -> parts.add(besides(lookAlike)));
        return String.join("\n", parts);
    }

    /**
     * What became of a message after it was taken.
     *
     * @param expected whether it was looked for where it should arrive, and not only for bounces
     */
    public String write(Homecoming end, boolean expected) {
        var page = new Page(palette);
        new HomeText(page).tell(end, expected);
        return page.toString();
    }

    private String instead(LookAlike lookAlike, boolean withAnswer) {
        var page = new Page(palette);
        page.heading(lookAlike.headline() + ".");
        page.field(
                "What it is",
                "Words of a mail program, a web site or a device, and no mail server's answer to a message.");
        lookAlike(page, lookAlike);
        if (withAnswer) {
            page.heading("What follows explains the server's answer that stands in it.");
        }
        return page.toString();
    }

    private String besides(LookAlike lookAlike) {
        var page = new Page(palette);
        page.heading("If your own mail program, web site or device showed you this");
        page.field("What it is", lookAlike.headline() + ".");
        lookAlike(page, lookAlike);
        return page.toString();
    }

    private void lookAlike(Page page, LookAlike lookAlike) {
        page.field("What happened", lookAlike.meaning());
        page.numbered("What to do", lookAlike.steps());
        page.numbered("Administrator", lookAlike.administratorSteps());
        page.field("Not the same", String.join(", ", lookAlike.confusedWith()));
        page.field("", lookAlike.difference());
        page.field("Shown by", lookAlike.shownBy());
        guide(page, lookAlike.page());
    }

    private void guide(Page page, String name) {
        guide.ifPresent(pages -> page.field("Guide", Visible.text(pages.page(name))));
    }

    private String recipient(Explained explained) {
        var page = new Page(palette);
        sender(page, explained.forSender());
        page.heading("For the administrator of the relay");
        finding(page, explained);
        where(page, explained.outcome(), explained.stageKnown());
        postmaster(page, explained.forPostmaster());
        guide(page, explained.page());
        explained
                .outcome()
                .lastAttempt()
                .flatMap(last -> last.failure().reply())
                .ifPresent(said -> reply(page, said));
        return page.toString();
    }

    private static void sender(Page page, Explanation told) {
        page.heading(told.headline());
        page.field("What happened", told.happened());
        page.field("Who must act", told.actor());
        page.numbered("What to do", told.steps());
        page.field("Tried again", told.retry());
    }

    private static void finding(Page page, Explained explained) {
        var diagnosis = explained.diagnosis();
        diagnosis.best().ifPresentOrElse(best -> known(page, best), () -> page.field("Cause", "unknown"));
        page.field("Confidence", diagnosis.confidence().name().toLowerCase(Locale.ROOT));
        diagnosis.findings().stream()
                .skip(1)
                .forEach(other -> page.field("Or else", other.cause().id() + " (rule " + other.rule() + ")"));
    }

    private static void known(Page page, Finding best) {
        page.field("Cause", best.cause().id());
        page.field("Rule", best.rule());
        page.field("Evidence", best.evidence().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        best.provider().ifPresent(provider -> page.field("Provider", provider));
        facts(best.facts()).forEach(fact -> page.field("In the reply", fact));
    }

    private static List<String> facts(Map<String, String> facts) {
        var told = new ArrayList<String>();
        // A loop: the stream of a sorted map links a lambda of Java's own that no archive of classes holds.
        for (var fact : new TreeMap<>(facts).entrySet()) {
            told.add(named(fact.getKey()) + " " + Visible.text(fact.getValue()));
        }
        return told;
    }

    private static String named(String fact) {
        return switch (fact) {
            case "address" -> "IP address";
            case "list" -> "block list";
            default -> fact.replace('_', ' ');
        };
    }

    private static void where(Page page, RecipientOutcome outcome, boolean stageKnown) {
        outcome.lastAttempt().ifPresent(last -> {
            last.peer().map(Peer::host).ifPresent(host -> page.field("Server", Visible.text(host)));
            if (stageKnown && last.failure() instanceof Refused refused) {
                page.field("Stage", refused.stage().label());
            }
        });
    }

    private static void postmaster(Page page, Explanation told) {
        page.field("Note", told.happened());
        page.numbered("Steps", told.steps());
    }

    private static void reply(Page page, SmtpReply said) {
        page.heading("The other server's own words");
        said.lines().stream()
                .limit(MAX_REPLY_LINES)
                .forEach(line -> quoted(page, line.bytes().text()));
        int left = said.lines().size() - MAX_REPLY_LINES;
        if (left > 0) {
            page.quoted("and " + left + " more lines");
        }
    }

    private static void quoted(Page page, String line) {
        int left = line.length() - MAX_REPLY_LINE;
        page.quoted(
                left <= 0
                        ? Visible.text(line)
                        : Visible.text(line.substring(0, MAX_REPLY_LINE)) + "... and " + left + " more characters");
    }
}
