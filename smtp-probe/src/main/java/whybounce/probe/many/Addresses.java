package whybounce.probe.many;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import whybounce.explain.GuideAddress;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.DeliveryFailure.Unreachable.Why;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.Explained;
import whybounce.probe.report.NagiosLine;
import whybounce.probe.report.Page;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Trial;
import whybounce.probe.report.TrialJson;
import whybounce.probe.report.TrialText;
import whybounce.probe.report.TrialVerdict;
import whybounce.probe.report.Visible;
import whybounce.probe.session.TlsReport;
import whybounce.reply.SmtpReply;

/**
 * What came of each address of a recipient's servers, in the order in which relays try them.
 *
 * @param all at least one
 */
public record Addresses(List<Probed> all) {

    private static final double NANOS = 1e9;

    /** Of the labels of a table's second lines. */
    private static final String MARGIN = " ".repeat(29);

    public Addresses {
        all = List.copyOf(all);
    }

    /** That of the worst. */
    public int exitCode() {
        return all.stream().mapToInt(Probed::exitCode).reduce(0, Severity::worse);
    }

    private long good() {
        return all.stream().filter(Probed::isGood).count();
    }

    private long untested() {
        return all.stream().filter(each -> !each.isTested()).count();
    }

    private long failed() {
        return all.size() - good() - untested();
    }

    /** For Nagios and its kin: the state of the worst. */
    public NagiosLine nagios() {
        var state = all.stream().map(NagiosLine::state).reduce(NagiosLine.State.OK, NagiosLine.State::worse);
        return new NagiosLine(state, counts(), "good=" + good() + " failed=" + failed());
    }

    private String counts() {
        var words = new StringJoiner(", ").add(good() + " of " + all.size() + " addresses good");
        if (failed() > 0) {
            words.add(failed() + " failed");
        }
        if (untested() > 0) {
            words.add(untested() + " not tested");
        }
        return words.toString();
    }

    /** For a person: a table, what it means, and each failure explained once. */
    public String write(Palette palette, Optional<GuideAddress> guide) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%-18s %8s  %s%n", "Verdict", "Seconds", "Address"));
        all.forEach(each -> row(text, each));
        text.append('\n').append(meaning(palette));
        for (var failure : failures().entrySet()) {
            text.append('\n').append(told(failure.getKey(), failure.getValue(), palette, guide));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Probed probed) {
        var seconds = probed.trial().end().took().toNanos() / NANOS;
        text.append(String.format(
                Locale.ROOT,
                "%-18s %8.2f  %s%n",
                AsciiJson.token(probed.verdict()),
                seconds,
                Visible.text(probed.place())));
        for (var tls : tls(probed)) {
            text.append(MARGIN).append(words(tls)).append('\n');
        }
        why(probed).ifPresent(words -> text.append(MARGIN).append(words).append('\n'));
    }

    private static List<TlsReport> tls(Probed probed) {
        return probed.trial().last().map(Trial.Try::tls).orElse(List.of());
    }

    private static String words(TlsReport report) {
        var words = new StringJoiner(", ");
        words.add(report.agreed().map(TlsReport.Agreed::protocol).orElse("no encryption"));
        report.expires()
                .ifPresent(day ->
                        words.add("certificates hold until " + day.toString().substring(0, 10)));
        report.faults().forEach(fault -> words.add(fault.detail()));
        return Visible.text(words.toString());
    }

    private static Optional<String> why(Probed probed) {
        if (!probed.isTested()) {
            return Optional.of(Visible.text(probed.reason()));
        }
        if (probed.isGood()) {
            return Optional.empty();
        }
        var failure = probed.trial().end().failure();
        if (failure.isPresent() && failure.get() instanceof Unreachable(var none) && none != Why.UNKNOWN) {
            return Optional.of(TrialText.words(none));
        }
        var code = probed.reply().filter(said -> said.code() > 0).map(SmtpReply::code);
        var at = probed.stage().map(stage -> " at " + stage.label()).orElse("");
        return Optional.of(
                probed.cause() + at + code.map(number -> ": " + number).orElse(""));
    }

    private String meaning(Palette palette) {
        var page = new Page(palette);
        page.heading(Character.toUpperCase(counts().charAt(0)) + counts().substring(1) + ".");
        if (failed() > 0 && good() > 0) {
            boolean bounces = all.stream().anyMatch(Addresses::isFinal);
            page.field(
                    "What it means",
                    bounces
                            ? "A relay that comes to an address that refuses for good sends a bounce; it does not try the"
                                    + " others. So some mail gets through, and some does not."
                            : "A relay that comes to an address that fails goes on to the next, or tries again later. So"
                                    + " mail gets through, but some of it late.");
        }
        return page.toString();
    }

    /** RFC 5321 section 4.2.1: a 5yz is final, and no other address is tried. */
    private static boolean isFinal(Probed probed) {
        return probed.verdict() == TrialVerdict.REJECTED;
    }

    /** By cause, in the order in which they came. */
    private Map<String, Probed> failures() {
        var failures = new LinkedHashMap<String, Probed>();
        all.stream()
                .filter(each -> !each.isGood() && each.isTested())
                .forEach(each -> failures.putIfAbsent(each.cause(), each));
        return failures;
    }

    private String told(String cause, Probed example, Palette palette, Optional<GuideAddress> guide) {
        var page = new Page(palette);
        long count = all.stream()
                .filter(each ->
                        each.isTested() && !each.isGood() && each.cause().equals(cause))
                .count();
        page.heading(count + " × " + cause);
        page.field("", example.verdict().words());
        example.explained().map(Explained::forPostmaster).ifPresent(told -> {
            page.field("What happened", told.headline());
            page.numbered("What to do", told.postmasterSteps().isEmpty() ? told.steps() : told.postmasterSteps());
        });
        page.field("First at", Visible.text(example.place()));
        guide.filter(pages -> example.explained().isPresent())
                .ifPresent(pages -> page.field(
                        "Guide",
                        Visible.text(pages.page(example.explained().get().page()))));
        return page.toString();
    }

    /** For a program: a line for each, and one with the counts. */
    public String json(Optional<GuideAddress> guide) {
        var text = new StringBuilder();
        all.forEach(each -> text.append(TrialJson.line(each, guide)));
        try {
            var summary = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(summary)) {
                summary(json);
            }
            return text.append(summary).append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    private void summary(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("summary");
        json.writeNumberField("addresses", all.size());
        json.writeNumberField("good", good());
        json.writeNumberField("failed", failed());
        json.writeNumberField("notTested", untested());
        json.writeNumberField("exitCode", exitCode());
        json.writeEndObject();
        json.writeEndObject();
    }
}
