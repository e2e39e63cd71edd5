package whybounce.dsn.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.classify.Diagnosis;
import whybounce.classify.Evidence;
import whybounce.classify.Finding;
import whybounce.explain.Explainer;
import whybounce.explain.FewCauses;
import whybounce.explain.GuideAddress;
import whybounce.explain.Reader;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Observation;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** A report for a test, with one thing changed at a time. */
final class Scene {

    static final Instant ARRIVAL = Instant.parse("2026-11-20T08:15:00Z");
    static final Instant TRIED = Instant.parse("2026-11-20T08:15:02Z");
    static final String ORIGINAL = """
            From: Bob Sender <bob@sender.example>\r
            To: ann@example.org\r
            Subject: Minutes of Thursday\r
            Message-ID: <m1@sender.example>\r
            \r
            Dear Ann,\r
            \r
            here they are.\r
            """;

    private static final Explainer EXPLAINER = new Explainer(new FewCauses());

    private final List<Case> cases = new ArrayList<>();
    private Explainer explainer = EXPLAINER;
    private Reader.Kind kind = Reader.Kind.OWN_SENDER;
    private String to = "bob@sender.example";
    private Optional<String> envelopeId = Optional.empty();
    private Original original = original(ORIGINAL.getBytes(StandardCharsets.US_ASCII), Original.Returned.WHOLE);

    private record Case(RecipientOutcome outcome, Diagnosis diagnosis, List<Observation> observations) {}

    static Peer mx(String host) {
        return Peer.mx(host, "192.0.2.25");
    }

    static DeliveryFailure refused(Stage stage, String reply) {
        return new Refused(stage, SmtpReply.parse(reply));
    }

    static Attempt attempt(Instant time, Peer peer, DeliveryFailure failure) {
        return new Attempt(time, Duration.ofMillis(340), Optional.of(peer), failure);
    }

    static RecipientOutcome failed(String recipient, Attempt... attempts) {
        return new RecipientOutcome(
                recipient, Optional.empty(), Action.FAILED, List.of(attempts), ARRIVAL, Optional.empty());
    }

    static RecipientOutcome failed(String recipient, OriginalRecipient orcpt, Attempt... attempts) {
        return new RecipientOutcome(
                recipient, Optional.of(orcpt), Action.FAILED, List.of(attempts), ARRIVAL, Optional.empty());
    }

    static RecipientOutcome delayed(String recipient, Instant until, Attempt... attempts) {
        return new RecipientOutcome(
                recipient, Optional.empty(), Action.DELAYED, List.of(attempts), ARRIVAL, Optional.of(until));
    }

    static Diagnosis known(String cause, Evidence evidence, Map<String, String> facts) {
        return known(cause, evidence, facts, Optional.empty());
    }

    static Diagnosis known(String cause, Evidence evidence, Map<String, String> facts, Optional<String> provider) {
        return new Diagnosis(
                List.of(new Finding(new FewCauses().cause(cause), "test-" + cause, evidence, provider, facts)));
    }

    static Diagnosis known(String cause) {
        return known(cause, Evidence.WORDING, Map.of());
    }

    static Diagnosis unknown() {
        return new Diagnosis(List.of());
    }

    static Original original(byte[] bytes, Original.Returned returned) {
        return new Original(
                Optional.of("<m1@sender.example>"),
                Optional.of("<m0@sender.example>"),
                Optional.of("Minutes of Thursday"),
                returned,
                () -> new ByteArrayInputStream(bytes));
    }

    Scene of(RecipientOutcome outcome, Diagnosis diagnosis, Observation... observations) {
        cases.add(new Case(outcome, diagnosis, List.of(observations)));
        return this;
    }

    /** One recipient refused at RCPT with {@code reply}. */
    static Scene refusal(String reply) {
        return new Scene()
                .of(
                        failed("ann@example.org", attempt(TRIED, mx("mx.example.org"), refused(Stage.RCPT, reply))),
                        unknown());
    }

    Scene by(Explainer other) {
        explainer = other;
        return this;
    }

    Scene reader(Reader.Kind of) {
        kind = of;
        return this;
    }

    Scene to(String address) {
        to = address;
        return this;
    }

    Scene envelopeId(String id) {
        envelopeId = Optional.of(id);
        return this;
    }

    Scene original(Original of) {
        original = of;
        return this;
    }

    Report report() {
        var reader = new Reader(kind, Locale.ENGLISH, to);
        return new Report(
                "postmaster@sender.example",
                to,
                "wb-1@relay.sender.example",
                Instant.parse("2026-11-20T08:15:03Z"),
                "relay.sender.example",
                ARRIVAL,
                envelopeId,
                Optional.of("Mail1795162500000-0f3a"),
                reader,
                new Contact(
                        "Sender Example IT",
                        Optional.of("Help desk: extension 42, help@sender.example"),
                        Optional.of("#24527a")),
                Optional.of(new GuideAddress("https://guide.sender.example/causes/{cause}.html")),
                cases.stream()
                        .map(c -> new Told(
                                c.outcome,
                                c.diagnosis,
                                c.observations,
                                explainer.explain(c.outcome, c.diagnosis, c.observations, reader)))
                        .toList(),
                original);
    }

    byte[] written() {
        return written(report());
    }

    static byte[] written(Report report) {
        var out = new ByteArrayOutputStream();
        try {
            new DsnWriter().write(report, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] writtenPlain(Report report) {
        var out = new ByteArrayOutputStream();
        try {
            new DsnWriter().writePlain(report, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
