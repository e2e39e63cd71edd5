package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import whybounce.explain.GuideAddress;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.session.TlsFault;
import whybounce.probe.session.TlsReport;

/**
 * What a message came to, for a program: one object, all of it ASCII. Names that stand for something are in lower case
 * with hyphens.
 *
 * <pre>{@code
 * {"target": {"from": ..., "to": ...}, "notes": [], "verdict": "rejected", "exitCode": 24,
 *  "attempts": [{"host": ..., "address": ..., "port": 25, "verdict": "rejected", "tls": [...]}],
 *  "stage": "rcpt", "reply": {"code": 550, "lines": [...]}, "diagnosis": {"cause": "recipient-unknown", ...}}
 * }</pre>
 */
public final class TrialJson {

    private static final double NANOS = 1e9;

    private final JsonGenerator json;
    private final JsonReport parts;

    TrialJson(JsonGenerator json, Optional<GuideAddress> guide) {
        this.json = json;
        this.parts = new JsonReport(json, guide);
    }

    /**
     * Writes it.
     *
     * @param explained the failure, where it is one
     */
    public static String write(
            Trial trial,
            TrialVerdict verdict,
            Optional<Explained> explained,
            int exitCode,
            Optional<GuideAddress> guide) {
        try {
            var text = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
                new TrialJson(json, guide).trial(trial, verdict, explained, exitCode);
            }
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    /** Writes it in one line, as one of many. */
    public static String line(Probed probed, Optional<GuideAddress> guide) {
        try {
            var text = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(text)) {
                var part = new TrialJson(json, guide);
                var failure = probed.fate().isPresent() ? Optional.<Explained>empty() : probed.explained();
                part.trial(probed.trial(), probed.verdict(), failure, probed.fate(), probed.exitCode());
            }
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    /** Writes it of a message that was taken and waited for. */
    public static String write(Trial trial, TrialVerdict verdict, Fate fate, Optional<GuideAddress> guide) {
        try {
            var text = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
                new TrialJson(json, guide).trial(trial, verdict, Optional.empty(), Optional.of(fate), fate.exitCode());
            }
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    /** As a part of something larger. */
    void trial(Trial trial, TrialVerdict verdict, Optional<Explained> explained, int exitCode) throws IOException {
        trial(trial, verdict, explained, Optional.empty(), exitCode);
    }

    private void trial(
            Trial trial, TrialVerdict verdict, Optional<Explained> explained, Optional<Fate> fate, int exitCode)
            throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("target");
        json.writeStringField("from", trial.from());
        json.writeStringField("to", trial.to());
        json.writeEndObject();
        parts.strings("notes", trial.notes());
        json.writeArrayFieldStart("attempts");
        for (var each : trial.tries()) {
            attempt(each);
        }
        json.writeEndArray();
        json.writeStringField("verdict", AsciiJson.token(verdict));
        text("meaning", verdict.words());
        text("reason", trial.end().reason());
        if (trial.end().failure().isPresent()) {
            failure(trial.end().failure().get());
        }
        if (explained.isPresent()) {
            diagnosis(explained.get());
        }
        if (fate.isPresent()) {
            new HomeJson(json, parts).write(fate.get());
        }
        json.writeNumberField("exitCode", exitCode);
        json.writeEndObject();
    }

    /** Nothing where there is nothing to say. */
    private void text(String name, String words) throws IOException {
        if (!words.isEmpty()) {
            json.writeStringField(name, words);
        }
    }

    private void attempt(Trial.Try each) throws IOException {
        json.writeStartObject();
        peer(each.peer());
        json.writeStringField("time", each.time().toString());
        json.writeNumberField("seconds", each.took().toNanos() / NANOS);
        json.writeStringField("verdict", AsciiJson.token(each.verdict()));
        json.writeArrayFieldStart("tls");
        for (var report : each.tls()) {
            tls(report);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void peer(Peer peer) throws IOException {
        json.writeStringField("host", peer.host());
        text("address", peer.address().orElse(""));
        json.writeNumberField("port", peer.port());
        json.writeStringField("role", AsciiJson.token(peer.role()));
    }

    private void tls(TlsReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("serverName", report.serverName());
        if (report.agreed().isPresent()) {
            json.writeStringField("protocol", report.agreed().get().protocol());
            json.writeStringField("cipherSuite", report.agreed().get().cipherSuite());
        }
        json.writeBooleanField("verified", report.isVerified());
        if (report.expires().isPresent()) {
            json.writeStringField("expires", report.expires().get().toString());
        }
        json.writeArrayFieldStart("chain");
        for (var certificate : report.chain()) {
            certificate(certificate);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("faults");
        for (var fault : report.faults()) {
            fault(fault);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void certificate(X509Certificate certificate) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", certificate.getSubjectX500Principal().getName());
        json.writeStringField("issuer", certificate.getIssuerX500Principal().getName());
        json.writeStringField("serial", certificate.getSerialNumber().toString(16));
        json.writeStringField(
                "notBefore", certificate.getNotBefore().toInstant().toString());
        json.writeStringField("notAfter", certificate.getNotAfter().toInstant().toString());
        json.writeEndObject();
    }

    private void fault(TlsFault fault) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", AsciiJson.token(fault.kind()));
        json.writeNumberField("certificate", fault.certificate());
        json.writeStringField("detail", fault.detail());
        json.writeEndObject();
    }

    private void failure(DeliveryFailure failure) throws IOException {
        switch (failure) {
            case Refused(var stage, var said) -> stage(stage, "");
            case Broken(var stage, var how, var partial) -> stage(stage, AsciiJson.token(how));
            case TlsFailed(var detail, var reply) -> stage(Stage.STARTTLS, detail);
            case Unreachable(var why) -> stage(Stage.CONNECT, AsciiJson.token(why));
            case NoRoute(var domain, var why, var hosts) -> json.writeStringField("detail", AsciiJson.token(why));
            case LocalRefusal(var what, var detail) -> json.writeStringField("detail", detail);
            case Unexplained(var words) -> json.writeStringField("detail", words);
        }
        if (failure.reply().isPresent()) {
            parts.reply(failure.reply().get());
        }
    }

    private void stage(Stage stage, String detail) throws IOException {
        json.writeStringField("stage", AsciiJson.token(stage));
        text("detail", detail);
    }

    private void diagnosis(Explained explained) throws IOException {
        json.writeObjectFieldStart("diagnosis");
        json.writeStringField("action", AsciiJson.token(explained.outcome().action()));
        parts.found(explained);
        json.writeEndObject();
    }
}
