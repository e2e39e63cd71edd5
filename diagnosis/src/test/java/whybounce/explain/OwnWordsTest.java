package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.classify.Classifier;
import whybounce.classify.OwnRules;
import whybounce.explain.Reader.Kind;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** What people read where a rule of their operator decides. */
class OwnWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void theRulesOwnWordsAreReadAndItsPlacesFilled() throws IOException {
        var told = told(Peer.mx("mx.example.org", "192.0.2.25"), Kind.OWN_SENDER);
        assertThat(told.headline()).endsWith("compliance looks at it first.");
        assertThat(told.steps()).containsExactly("Call 4711 about ann@example.org.");
    }

    @Test
    void theyComeBeforeWhatIsSaidOfOnesOwnSmartHostButNotToStrangers() throws IOException {
        var smartHost = new Peer("gateway.example.com", Optional.of("192.0.2.26"), 587, Peer.Role.SMART_HOST);
        assertThat(told(smartHost, Kind.OWN_SENDER).steps()).containsExactly("Call 4711 about ann@example.org.");
        assertThat(told(smartHost, Kind.FOREIGN_SENDER).steps()).noneMatch(step -> step.contains("4711"));
        assertThat(told(smartHost, Kind.FOREIGN_SENDER).headline()).doesNotContain("compliance");
    }

    @Test
    void theyComeBeforeOursForTheProviderThatSpoke() throws IOException {
        var told = told(Peer.mx("gmail-smtp-in.l.google.com", "192.0.2.25"), Kind.OWN_SENDER);
        assertThat(told.headline()).endsWith("compliance looks at it first.");
        assertThat(told.steps()).containsExactly("Call 4711 about ann@example.org.");
    }

    private Explanation told(Peer peer, Kind kind) throws IOException {
        Files.writeString(folder.resolve("own.toml"), """
                [[rule]]
                id = "compliance"
                cause = "policy-rejected"
                phrases = ["held for compliance"]
                examples = ["550 5.7.1 Held for compliance"]
                words.headline = "compliance looks at it first"
                words.sender = ["Call 4711 about {recipient}."]
                """);
        var catalogue = OwnRules.read(folder).catalogue();
        var refused = new Refused(Stage.END_OF_DATA, SmtpReply.parse("550 5.7.1 Held for compliance"));
        var attempt = new Attempt(NOW, Duration.ZERO, Optional.of(peer), refused);
        var outcome = new RecipientOutcome(
                "ann@example.org", Optional.empty(), Action.FAILED, List.of(attempt), NOW, Optional.empty());
        var reader = new Reader(kind, Locale.ENGLISH, "bob@example.com");
        return new Explainer(catalogue)
                .explain(outcome, new Classifier(catalogue).diagnose(attempt), List.of(), reader);
    }
}
