package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.LookAlike;
import whybounce.classify.Diagnosis;
import whybounce.classify.Finding;
import whybounce.explain.Explanation;
import whybounce.explain.GuideAddress;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.RecipientOutcome;
import whybounce.reply.SmtpReply;

/**
 * A report for a program: one object with an array {@code recipients}, and {@code instead} or {@code besides} where the
 * text is or may be a mail program's own. All of it is ASCII.
 */
public final class JsonReport {

    private final JsonGenerator json;
    private final Optional<GuideAddress> guide;

    /** Writes with {@code json}, as a part of something larger. */
    JsonReport(JsonGenerator json, Optional<GuideAddress> guide) {
        this.json = json;
        this.guide = guide;
    }

    /**
     * Writes an answer.
     *
     * @param guide where the guide's pages are
     */
    public static String write(Answer answer, Optional<GuideAddress> guide) {
        try {
            var text = new StringWriter();
            var json = AsciiJson.FACTORY.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter());
            new JsonReport(json, guide).answer(answer);
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    private void answer(Answer answer) throws IOException {
        json.writeStartObject();
        if (answer.instead().isPresent()) {
            lookAlike("instead", answer.instead().get());
        }
        json.writeArrayFieldStart("recipients");
        for (var explained : answer.recipients()) {
            recipient(explained);
        }
        json.writeEndArray();
        if (answer.besides().isPresent()) {
            lookAlike("besides", answer.besides().get());
        }
        json.writeEndObject();
        json.close();
    }

    private void lookAlike(String name, LookAlike lookAlike) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("lookAlike", lookAlike.id());
        json.writeStringField("headline", lookAlike.headline());
        json.writeStringField("shownBy", lookAlike.shownBy());
        json.writeStringField("happened", lookAlike.meaning());
        strings("steps", lookAlike.steps());
        strings("administratorSteps", lookAlike.administratorSteps());
        strings("confusedWith", lookAlike.confusedWith());
        guide(lookAlike.page());
        json.writeEndObject();
    }

    private void guide(String page) throws IOException {
        if (guide.isPresent()) {
            json.writeStringField("guide", guide.get().page(page));
        }
    }

    void recipient(Explained explained) throws IOException {
        json.writeStartObject();
        outcome(explained.outcome(), explained.stageKnown());
        found(explained);
        json.writeEndObject();
    }

    /** What was found out about it and what readers would be told, within an object. */
    void found(Explained explained) throws IOException {
        diagnosis(explained.diagnosis());
        explanation("sender", explained.forSender());
        explanation("postmaster", explained.forPostmaster());
        guide(explained.page());
    }

    private void outcome(RecipientOutcome outcome, boolean stageKnown) throws IOException {
        json.writeStringField("recipient", outcome.recipient());
        json.writeStringField("action", AsciiJson.token(outcome.action()));
        var last = outcome.lastAttempt();
        if (last.isPresent()) {
            attempt(last.get(), stageKnown);
        }
    }

    private void attempt(Attempt attempt, boolean stageKnown) throws IOException {
        if (attempt.peer().isPresent()) {
            json.writeStringField("remoteMta", attempt.peer().get().host());
        }
        if (stageKnown && attempt.failure() instanceof Refused refused) {
            json.writeStringField("stage", AsciiJson.token(refused.stage()));
        }
        var said = attempt.failure().reply();
        if (said.isPresent()) {
            reply(said.get());
        }
    }

    void reply(SmtpReply said) throws IOException {
        json.writeObjectFieldStart("reply");
        json.writeNumberField("code", said.code());
        if (said.enhanced().isPresent()) {
            json.writeStringField("enhanced", said.enhanced().get().toString());
        }
        strings("lines", said.lines().stream().map(line -> line.bytes().text()).toList());
        strings("flags", said.flags().stream().map(AsciiJson::token).sorted().toList());
        json.writeEndObject();
    }

    private void diagnosis(Diagnosis diagnosis) throws IOException {
        json.writeStringField("confidence", AsciiJson.token(diagnosis.confidence()));
        json.writeArrayFieldStart("findings");
        for (var finding : diagnosis.findings()) {
            finding(finding);
        }
        json.writeEndArray();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        AsciiJson.finding(json, Optional.of(finding), finding.cause());
        json.writeEndObject();
    }

    private void explanation(String reader, Explanation told) throws IOException {
        json.writeObjectFieldStart(reader);
        json.writeStringField("headline", told.headline());
        json.writeStringField("happened", told.happened());
        json.writeStringField("whoMustAct", AsciiJson.token(told.whoMustAct()));
        json.writeStringField("actor", told.actor());
        strings("steps", told.steps());
        json.writeStringField("retry", told.retry());
        if (!told.postmaster().isEmpty()) {
            strings("notes", told.postmaster());
        }
        json.writeEndObject();
    }

    void strings(String name, List<String> values) throws IOException {
        AsciiJson.strings(json, name, values);
    }
}
