package whybounce.probe.watch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.explain.Explanation;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Visible;
import whybounce.reply.SmtpReply;

/**
 * A check that stands otherwise than somebody was told last.
 *
 * @param probed what the run came to; empty where it could not be run
 */
record Change(Standing now, String before, Optional<Probed> probed) {

    /** A reply may be a megabyte; who is told needs its beginning. */
    private static final int MOST_LINES = 20;

    private static final int LONGEST_LINE = 500;

    /** What happened, in a word. */
    enum Event {
        FAILED,
        RECOVERED,
        /** It fails as before, and for another reason. */
        CHANGED
    }

    Event event() {
        if (now.isGood()) {
            return Event.RECOVERED;
        }
        return before.isEmpty() || before.equals(Standing.GOOD) ? Event.FAILED : Event.CHANGED;
    }

    /** One line without a word of anybody else: names and causes are ours. */
    String subject() {
        return switch (event()) {
            case RECOVERED -> now.check() + " is well again";
            case FAILED -> now.check() + " fails: " + now.cause();
            case CHANGED -> now.check() + " fails otherwise: " + now.cause();
        };
    }

    /** For a person; the server's words are marked as such, and made safe. */
    String text() {
        var text = new StringBuilder(subject()).append("\n\n");
        line(text, now.words());
        told().ifPresent(told -> steps(told).forEach(step -> line(text, "- " + step)));
        text.append('\n');
        line(text, "Check: " + now.check());
        line(text, "To: " + to());
        line(text, "Verdict: " + now.verdict() + ", exit code " + now.exitCode());
        line(text, "Since: " + now.since());
        line(text, "Before: " + (before.isEmpty() ? "never run" : before));
        reply().forEach(said -> line(text, "| " + said));
        return text.toString();
    }

    private static void line(StringBuilder text, String words) {
        text.append(words).append('\n');
    }

    private Optional<Explanation> told() {
        return probed.flatMap(Probed::explained).map(Explained::forPostmaster);
    }

    private static List<String> steps(Explanation told) {
        return told.postmasterSteps().isEmpty() ? told.steps() : told.postmasterSteps();
    }

    private String to() {
        return probed.map(each -> Visible.text(each.trial().to())).orElse("");
    }

    private List<String> reply() {
        return probed.flatMap(Probed::reply)
                .map(SmtpReply::lines)
                .map(lines -> lines.stream()
                        .limit(MOST_LINES)
                        .map(line -> Visible.text(line.bytes().text()))
                        .map(words -> words.length() > LONGEST_LINE ? words.substring(0, LONGEST_LINE) + "..." : words)
                        .toList())
                .orElse(List.of());
    }

    /** For a program: one object, all of it ASCII. */
    String json() {
        try {
            var text = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(text)) {
                write(json);
            }
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", event().name().toLowerCase(Locale.ROOT));
        json.writeStringField("check", now.check());
        json.writeStringField("time", now.time().toString());
        json.writeStringField("since", now.since().toString());
        json.writeStringField("before", before);
        json.writeStringField("cause", now.cause());
        json.writeStringField("words", now.words());
        json.writeStringField("verdict", now.verdict());
        json.writeNumberField("exitCode", now.exitCode());
        json.writeNumberField("seconds", now.seconds());
        json.writeStringField("to", to());
        json.writeStringField("provider", probed.map(Probed::provider).orElse(""));
        AsciiJson.strings(json, "steps", told().map(Change::steps).orElse(List.of()));
        AsciiJson.strings(json, "reply", reply());
        json.writeEndObject();
    }
}
