package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.explain.Reader.Kind;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;

/** The shipped words where the attempt itself shows more than its cause. */
class ShownTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Classifier CLASSIFIER = new Classifier(CATALOGUE);
    private static final Explainer EXPLAINER = new Explainer(CATALOGUE);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            NO_SUCH_DOMAIN     | FAILED  | no mail system can be found    | The domain example.org does not exist | You                                  | Sending it again helps only after the correction.
            NULL_MX            | FAILED  | says that it takes no mail     | has published that this domain takes  | You                                  | as it is will most likely not help
            NULL_MX            | DELAYED | says that it takes no mail     | We look again later                   | You                                  | We keep trying
            MX_WITHOUT_ADDRESS | FAILED  | has no address on the internet | address is probably right             | The mail administrator of example.org. You can help by telling the recipient. | Sending it again helps only after this has been put right.
            MX_WITHOUT_ADDRESS | DELAYED | has no address on the internet | at the moment                         | Nobody. Waiting is enough for now.   | We keep trying
            SERVFAIL           | FAILED  | could not be looked up         | We could not find out                 | The mail administrator of example.org. You can help by telling the recipient. | Sending it again later may help.
            """)
    void whatTheDnsSaid(NoRoute.Why why, Action action, String headline, String happened, String actor, String retry) {
        var told = told(new NoRoute("example.org", why), action, Kind.OWN_SENDER);
        assertThat(told.headline()).contains(headline);
        assertThat(told.happened()).contains(happened);
        assertThat(told.actor()).isEqualTo(actor);
        assertThat(told.retry()).contains(retry);
    }

    @Test
    void theHostsWithoutAddressAreNamedToAdministrators() {
        var route = new NoRoute(
                "example.org",
                NoRoute.Why.MX_WITHOUT_ADDRESS,
                List.of("mx1.example.org", "mx2.example.org", "mx3.example.org", "mx4.example.org", "mx5.example.org"));
        assertThat(told(route, Action.FAILED, Kind.POSTMASTER).happened())
                .contains("A or AAAA record: mx1.example.org, mx2.example.org, mx3.example.org, mx4.example.org, ....");
        assertThat(told(route, Action.FAILED, Kind.FOREIGN_SENDER).toString()).doesNotContain("mx1");
    }

    /** Behind an alias another domain was asked for than the sender wrote. */
    @Test
    void nothingIsSaidOfTheSendersDomainThatHoldsForAnother() {
        var told = told(new NoRoute("else.example", NoRoute.Why.NO_SUCH_DOMAIN), Action.FAILED, Kind.OWN_SENDER);
        assertThat(told.happened()).doesNotContain("does not exist");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            MX         | OWN_SENDER     | FAILED  | no confirmation came back                       | Ask the recipient
            MX         | OWN_SENDER     | DELAYED | no confirmation came back                       | You need not do anything
            SMART_HOST | OWN_SENDER     | FAILED  | our own mail gateway did not confirm            | Ask the recipient
            SMART_HOST | OWN_SENDER     | DELAYED | our own mail gateway did not confirm            | Ask the recipient
            SMART_HOST | FOREIGN_SENDER | FAILED  | a mail system on our side did not confirm       | Ask the recipient
            """)
    void aLossAfterTheWholeMessageIsNoRefusal(Role role, Kind kind, Action action, String headline, String step) {
        var told = told(new Broken(Stage.END_OF_DATA, Broken.How.CLOSED, Optional.empty()), action, kind, role);
        assertThat(told.headline()).contains(headline);
        assertThat(told.headline() + told.happened()).doesNotContain("not take");
        assertThat(told.steps().getFirst()).startsWith(step);
        if (action == Action.FAILED) {
            assertThat(told.happened()).contains("annot tell whether the recipient has it");
            assertThat(told.retry()).endsWith("Send it again only if the recipient has not received it.");
        }
    }

    @Test
    void aLineToPasteHoldsSomethingToFillInWhereAValueIsUnknown() {
        var reply = new DeliveryFailure.Refused(
                Stage.END_OF_DATA, whybounce.reply.SmtpReply.parse("550 5.7.23 SPF validation failed"));
        var attempt = new Attempt(NOON, Duration.ofSeconds(1), Optional.empty(), reply);
        var outcome = outcome(attempt, Action.FAILED);
        var told = EXPLAINER.explain(
                outcome, CLASSIFIER.diagnose(attempt), List.of(), new Reader(Kind.POSTMASTER, Locale.ENGLISH));
        assertThat(told.steps().getFirst()).endsWith("\ndig +short TXT <your domain>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"`id`.example", "x|sh.example", "a&b.example", "a>f.example", "-w.example", "$(id).example"})
    void aLineToPasteHoldsNothingThatAShellTakesForMoreThanAWord(String host) {
        var attempt = new Attempt(
                NOON,
                Duration.ofSeconds(1),
                Optional.of(new Peer(host, Optional.of("192.0.2.1"), 25, Role.MX)),
                new DeliveryFailure.Unreachable(DeliveryFailure.Unreachable.Why.TIMED_OUT));
        var told = EXPLAINER.explain(
                outcome(attempt, Action.FAILED),
                CLASSIFIER.diagnose(attempt),
                List.of(),
                new Reader(Kind.POSTMASTER, Locale.ENGLISH));
        assertThat(told.steps()).anyMatch(step -> step.contains("\nnc -vz -w 10 <server> 25"));
        assertThat(told.steps().stream().flatMap(step -> step.lines().skip(1))).noneMatch(line -> line.contains(host));
    }

    private static Explanation told(DeliveryFailure failure, Action action, Kind kind) {
        return told(failure, action, kind, Role.MX);
    }

    private static Explanation told(DeliveryFailure failure, Action action, Kind kind, Role role) {
        var peer = new Peer("mx.example.org", Optional.of("192.0.2.1"), 25, role);
        var attempt = new Attempt(
                NOON,
                Duration.ofSeconds(1),
                failure instanceof NoRoute ? Optional.empty() : Optional.of(peer),
                failure);
        return EXPLAINER.explain(
                outcome(attempt, action),
                CLASSIFIER.diagnose(attempt),
                List.of(),
                new Reader(kind, Locale.ENGLISH, "bob@example.com"));
    }

    private static RecipientOutcome outcome(Attempt attempt, Action action) {
        return new RecipientOutcome(
                "ann@example.org",
                Optional.empty(),
                action,
                List.of(attempt),
                NOON.minusSeconds(86_400),
                Optional.empty());
    }
}
