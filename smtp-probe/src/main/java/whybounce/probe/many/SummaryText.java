package whybounce.probe.many;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import whybounce.explain.Explanation;
import whybounce.explain.GuideAddress;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Page;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Visible;
import whybounce.reply.SmtpReply;

/** The end of a run with many targets, for a person: a table by provider and cause, and whose each failure is. */
public final class SummaryText {

    /** Longer tables are for a program: {@code --json}. */
    private static final int MOST_ROWS = 40;

    private static final int PROVIDER = 30;
    private static final int MOST_NAMED = 4;

    /** Of a reply so much is shown; --json has it whole. */
    private static final int LONGEST_LINE = 200;

    private static final double NANOS = 1e9;

    private final Palette palette;
    private final Optional<GuideAddress> guide;

    /**
     * A report.
     *
     * @param guide where the guide's pages are
     */
    public SummaryText(Palette palette, Optional<GuideAddress> guide) {
        this.palette = palette;
        this.guide = guide;
    }

    public String write(Summary summary, Duration took) {
        var text = new StringBuilder(counts(summary.total(), took)).append("\n\n");
        table(text, summary.providers());
        for (var failure : summary.failures()) {
            text.append('\n').append(told(failure, summary));
        }
        return text.toString();
    }

    private static String counts(Tally total, Duration took) {
        double seconds = took.toNanos() / NANOS;
        var counts = new StringJoiner(", ")
                .add(total.good() + " taken or stopped as asked")
                .add(total.failed() + " failed");
        if (total.untested() > 0) {
            counts.add(total.untested() + " not tested");
        }
        var rate = seconds > 0 ? String.format(Locale.ROOT, " (%.1f a second)", total.tried() / seconds) : "";
        return String.format(
                Locale.ROOT, "%d %s in %.1f s%s: %s.", total.tried(), noun(total.tried()), seconds, rate, counts);
    }

    private static String noun(int targets) {
        return targets == 1 ? "target" : "targets";
    }

    private static void table(StringBuilder text, List<Tally> providers) {
        row(text, "Provider", "Tried", "Good", "Failed", "Cause");
        int rows = 0;
        for (var provider : providers) {
            if (rows >= MOST_ROWS) {
                text.append("(and ").append(providers.size()).append(" providers in all; --json tells each target)\n");
                return;
            }
            rows += rows(text, provider);
        }
    }

    private static int rows(StringBuilder text, Tally provider) {
        var causes = new ArrayList<>(provider.causes().entrySet());
        causes.sort(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        var name = shortened(Visible.text(provider.provider()), PROVIDER);
        var notes = provider.untested() > 0 ? "(" + provider.untested() + " not tested)" : "";
        if (causes.isEmpty()) {
            row(text, name, provider.tried(), provider.good(), 0, notes);
            return 1;
        }
        var first = causes.removeFirst();
        row(text, name, provider.tried(), provider.good(), first.getValue(), first.getKey());
        causes.forEach(cause -> row(text, "", "", "", cause.getValue(), cause.getKey()));
        if (!notes.isEmpty()) {
            row(text, "", "", "", "", notes);
        }
        return causes.size() + 1;
    }

    private static void row(
            StringBuilder text, String provider, Object tried, Object good, Object failed, String cause) {
        text.append(String.format(Locale.ROOT, "%-30s %8s %8s %8s  %s", provider, tried, good, failed, cause)
                        .stripTrailing())
                .append('\n');
    }

    private static String shortened(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length - 3) + "...";
    }

    private String told(Failure failure, Summary summary) {
        var page = new Page(palette);
        var example = failure.example();
        page.heading(failure.count() + " × " + failure.cause());
        page.field("Whose it is", whose(failure, summary));
        page.field("", example.verdict().words());
        example.explained().map(Explained::forPostmaster).ifPresent(told -> explain(page, told));
        page.field("For example", Visible.text(example.trial().to() + said(failure)));
        guide.filter(pages -> example.explained().isPresent())
                .ifPresent(pages -> page.field(
                        "Guide",
                        Visible.text(pages.page(example.explained().get().page()))));
        return page.toString();
    }

    private static void explain(Page page, Explanation told) {
        page.field("What happened", told.headline());
        page.numbered("What to do", told.postmasterSteps().isEmpty() ? told.steps() : told.postmasterSteps());
    }

    private static String said(Failure failure) {
        return failure.example()
                .reply()
                .map(SmtpReply::text)
                .filter(words -> !words.isBlank())
                .map(words -> ": " + shortened(words.strip().replaceAll("\\s+", " "), LONGEST_LINE))
                .orElse("");
    }

    private static String whose(Failure failure, Summary summary) {
        return switch (failure.whose()) {
            case OURS -> ours(failure);
            case THEIRS ->
                "Theirs: " + failure.count() + " targets, all of them at " + providers(failure)
                        + taken(failure, summary);
            case RECIPIENTS ->
                "The recipient's: " + Visible.text(failure.addresses().getFirst()) + " alone, at " + providers(failure)
                        + others(failure, summary);
        };
    }

    private static String ours(Failure failure) {
        int providers = failure.providers().size();
        return providers > 1
                ? "Ours: the same at " + providers + " providers (" + providers(failure)
                        + "), and what they have in common is us."
                : "Ours: it is on this side, whoever the recipient is.";
    }

    private static String taken(Failure failure, Summary summary) {
        int good =
                summary.provider(failure.providers().keySet().iterator().next()).good();
        return good == 0 ? ", which took none." : ", which took " + others(good) + ".";
    }

    private static String others(int targets) {
        return targets == 1 ? "1 other" : targets + " others";
    }

    private static String others(Failure failure, Summary summary) {
        var tally = summary.provider(failure.providers().keySet().iterator().next());
        if (tally.tried() == failure.count()) {
            return "; no other address was tried there, so it may be theirs as well.";
        }
        return tally.good() > 0 ? ", where " + others(tally.good()) + " went well." : ".";
    }

    private static String providers(Failure failure) {
        var names = failure.providers().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMED)
                .map(Map.Entry::getKey)
                .map(Visible::text)
                .collect(Collectors.joining(", "));
        return failure.providers().size() > MOST_NAMED ? names + ", ..." : names;
    }
}
