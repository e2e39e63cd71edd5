package whybounce.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Cause.Bucket;
import whybounce.catalogue.Words;
import whybounce.classify.Diagnosis;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Observation;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** One outcome on its way into words. */
final class Wording {

    /** A published record is a TXT record of a few strings at most. */
    private static final int MAX_REMEDY = 2_000;

    /** What our own gateway finds wrong in these is ours to mend as if any other server had found it. */
    private static final Set<Bucket> KEPT_AT_GATEWAY = Set.of(Bucket.AUTHENTICATION, Bucket.REPUTATION);

    private final RecipientOutcome outcome;
    private final Diagnosis diagnosis;
    private final List<Observation> observations;
    private final Reader reader;
    private final Cause cause;
    private final Words words;
    private final Frames frames;
    private final boolean delayed;
    private final boolean gateway;
    private final Map<String, String> values;

    Wording(
            RecipientOutcome outcome,
            Diagnosis diagnosis,
            List<Observation> observations,
            Reader reader,
            Cause cause,
            Words words) {
        this.outcome = outcome;
        this.diagnosis = diagnosis;
        this.observations = observations;
        this.reader = reader;
        this.cause = cause;
        this.words = words;
        this.frames = Frames.of(reader.locale());
        this.delayed = outcome.action() == Action.DELAYED;
        this.gateway = Responsible.gateway(outcome, cause, reader.kind());
        this.values = values();
    }

    Explanation explanation() {
        var actor = Responsible.actor(outcome, cause, gateway);
        var reason = reason();
        return new Explanation(
                headline(reason),
                reason,
                happened(),
                actor,
                Responsible.named(actor, cause, gateway, reader.kind(), frames, values),
                steps(actor),
                retry(actor),
                frames.text(sure()),
                reader.mayKnowInside() ? postmaster() : List.of(),
                reader.kind() == Reader.Kind.OWN_SENDER ? postmasterSteps() : List.of(),
                frames.locale());
    }

    private String reason() {
        if (!gateway) {
            return fill(words.headline());
        }
        return frames.text(reader.mayKnowInside() ? Frame.GATEWAY_REASON : Frame.GATEWAY_REASON_FOREIGN, values);
    }

    private String headline(String reason) {
        var frame =
                delayed ? Frame.HEADLINE_DELAYED : outcome.expired() ? Frame.HEADLINE_EXPIRED : Frame.HEADLINE_FAILED;
        var all = new HashMap<>(values);
        all.put("reason", reason);
        return frames.text(frame, all);
    }

    private String happened() {
        if (Broke.unsure(outcome, cause)) {
            return frames.text(delayed ? Frame.UNSURE_HAPPENED_DELAYED : Frame.UNSURE_HAPPENED, values);
        }
        if (Broke.noSuchDomain(outcome, cause)) {
            return frames.text(Frame.NO_DOMAIN_HAPPENED, values);
        }
        if (gateway) {
            return frames.text(
                    reader.mayKnowInside() ? Frame.GATEWAY_HAPPENED : Frame.GATEWAY_HAPPENED_FOREIGN, values);
        }
        return fill(delayed && !words.delayed().isEmpty() ? words.delayed() : words.happened());
    }

    private List<String> steps(Actor actor) {
        if (reader.kind() == Reader.Kind.POSTMASTER) {
            return postmasterSteps();
        }
        if (delayed && (actor == Actor.NOBODY || (gateway && !reader.mayKnowInside()))) {
            return texts(Frame.DELAYED_STEP, Frame.DELAYED_STEP_URGENT);
        }
        if (gateway) {
            return texts(
                    reader.mayKnowInside() ? Frame.GATEWAY_STEP : Frame.GATEWAY_STEP_FOREIGN,
                    Frame.GATEWAY_STEP_URGENT);
        }
        if (Broke.unsure(outcome, cause)) {
            return unsureSteps();
        }
        // Nobody had to act while it was tried; now that it is given up the sender decides.
        if (outcome.expired() && actor == Actor.SENDER && cause.whoMustAct() == Actor.NOBODY) {
            return texts(
                    Frame.EXPIRED_STEP_AGAIN,
                    reader.mayKnowInside() ? Frame.EXPIRED_STEP_OTHER_WAY : Frame.EXPIRED_STEP_OTHER_WAY_FOREIGN);
        }
        boolean foreign = !reader.mayKnowInside() && !words.foreignSteps().isEmpty();
        return fill(foreign ? words.foreignSteps() : words.senderSteps());
    }

    private List<String> unsureSteps() {
        var steps = texts(Frame.UNSURE_STEP_ASK, Frame.UNSURE_STEP_PASS_ON, Frame.UNSURE_STEP_LINK);
        if (reader.mayKnowInside()) {
            steps = new ArrayList<>(steps);
            steps.add(frames.text(Frame.UNSURE_STEP_FORWARD));
        }
        return steps;
    }

    private String retry(Actor actor) {
        if (delayed) {
            return frames.text(values.containsKey("until") ? Frame.RETRY_UNTIL : Frame.RETRY_OPEN, values);
        }
        return frames.text(stopped(), values) + " " + resend(actor);
    }

    private Frame stopped() {
        if (!outcome.expired()) {
            return Frame.RETRY_NEVER;
        }
        return outcome.attempts().size() > 1 ? Frame.RETRY_GIVEN_UP : Frame.RETRY_GIVEN_UP_SPAN;
    }

    private String resend(Actor actor) {
        if (Broke.unsure(outcome, cause)) {
            return frames.text(Frame.RESEND_UNSURE);
        }
        if (gateway) {
            return frames.text(mended(actor));
        }
        if (cause.bucket() == Bucket.UNKNOWN) {
            return frames.text(Frame.RESEND_UNKNOWN);
        }
        var how = cause.senderResends();
        return switch (how) {
            case "no" -> frames.text(outcome.expired() ? Frame.RESEND_LATER : Frame.RESEND_NO);
            case "later", "later, slowly", "no need", "yes, or another way", "yes" -> frames.text(later(actor));
            case "after mending", "after delisting", "through another way out" -> frames.text(mended(actor));
            case "in smaller groups" -> frames.text(Frame.RESEND_GROUPS);
            case "after correcting" -> frames.text(Frame.RESEND_CORRECTED);
            case "after permission" -> frames.text(Frame.RESEND_PERMITTED);
            case "after the recipient confirms" -> frames.text(Frame.RESEND_CONFIRMED);
            case "after the limit resets" -> frames.text(Frame.RESEND_LIMIT);
            case "after cleaning" -> frames.text(Frame.RESEND_CLEANED);
            case "after cleaning the list" -> frames.text(Frame.RESEND_CLEAN_LIST);
            case "after a look at authentication and reputation" -> frames.text(Frame.RESEND_CHECKED);
            case "to the new address" -> frames.text(Frame.RESEND_NEW_ADDRESS);
            case "to an ASCII address" -> frames.text(Frame.RESEND_PLAIN_ADDRESS);
            case "without the link" -> frames.text(Frame.RESEND_WITHOUT_LINK);
            case "without REQUIRETLS" -> frames.text(Frame.RESEND_WITHOUT_OPTION);
            case "in another form" -> frames.text(Frame.RESEND_OTHER_FORM);
            case "smaller" -> frames.text(Frame.RESEND_SMALLER);
            default -> frames.text(Frame.RESEND_ONLY, Map.of("how", how));
        };
    }

    private Frame later(Actor actor) {
        return switch (actor) {
            case RECIPIENT -> Frame.RESEND_ROOM;
            case SENDER_ADMIN -> reader.kind() == Reader.Kind.OWN_SENDER ? Frame.RESEND_TOLD : Frame.RESEND_LATER;
            case SENDER, RECIPIENT_ADMIN, NOBODY -> Frame.RESEND_LATER;
        };
    }

    private Frame mended(Actor actor) {
        return actor == Actor.SENDER_ADMIN && reader.kind() == Reader.Kind.OWN_SENDER
                ? Frame.RESEND_TOLD
                : Frame.RESEND_MENDED;
    }

    private Frame sure() {
        return switch (diagnosis.confidence()) {
            case EXACT -> Frame.SURE_EXACT;
            case PROVIDER -> Frame.SURE_PROVIDER;
            case FAMILY -> Frame.SURE_FAMILY;
            case UNKNOWN -> Frame.SURE_UNKNOWN;
        };
    }

    private List<String> postmaster() {
        var paragraphs = new ArrayList<String>();
        if (gateway) {
            paragraphs.add(frames.text(Frame.GATEWAY_POSTMASTER, values));
        }
        if (!gateway || KEPT_AT_GATEWAY.contains(cause.bucket())) {
            paragraphs.add(fill(words.postmaster()));
        }
        paragraphs.removeIf(String::isEmpty);
        return paragraphs;
    }

    private List<String> postmasterSteps() {
        var steps = new ArrayList<String>();
        observations.stream()
                .filter(seen -> seen.verdict() != Observation.Verdict.REFUTES)
                .flatMap(seen -> seen.remedy().stream())
                .forEach(remedy -> steps.add(
                        frames.text(Frame.REMEDY_STEP) + "\n" + RemoteText.line(RemoteText.cut(remedy, MAX_REMEDY))));
        if (gateway) {
            steps.addAll(gatewaySteps());
        }
        if (!gateway || KEPT_AT_GATEWAY.contains(cause.bucket())) {
            steps.addAll(fill(words.postmasterSteps()));
        }
        return steps;
    }

    private List<String> gatewaySteps() {
        boolean answered = outcome.lastAttempt()
                .filter(last -> last.failure() instanceof Refused)
                .isPresent();
        if (KEPT_AT_GATEWAY.contains(cause.bucket())) {
            return texts(Frame.GATEWAY_ADMIN_LOG);
        }
        return answered
                ? texts(Frame.GATEWAY_ADMIN_LOG_IN, Frame.GATEWAY_ADMIN_PERMISSION, Frame.GATEWAY_ADMIN_LOG)
                : texts(Frame.GATEWAY_ADMIN_CONNECTION, Frame.GATEWAY_ADMIN_LOG);
    }

    private String fill(String template) {
        return Template.fill(template, values);
    }

    private List<String> fill(List<String> templates) {
        return templates.stream()
                .map(this::fill)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private List<String> texts(Frame... texts) {
        return java.util.Arrays.stream(texts)
                .map(frame -> frames.text(frame, values))
                .toList();
    }

    private Map<String, String> values() {
        var all = new HashMap<String, String>();
        diagnosis.best().ifPresent(finding -> finding.facts().forEach((name, fact) -> fact(all, name, fact)));
        var recipient = Addressed.of(outcome);
        all.put("recipient", recipient);
        all.put("domain", Addressed.domain(recipient));
        all.put("sender", reader.sender().map(RemoteText::name).orElseGet(() -> frames.text(Frame.UNKNOWN_SENDER)));
        all.put(
                "sender_domain",
                reader.sender()
                        .map(sender -> Addressed.domain(RemoteText.name(sender)))
                        .orElseGet(() -> frames.text(Frame.UNKNOWN_SENDER_DOMAIN)));
        all.put("server", server(all));
        all.put("span", frames.span(tried()));
        all.put("attempts", Integer.toString(outcome.attempts().size()));
        outcome.retryUntil().ifPresent(until -> all.put("until", frames.moment(until)));
        all.put("message", frames.text(message(), all));
        return all;
    }

    // What the other server says of our own address is our inside.
    private void fact(Map<String, String> all, String name, String fact) {
        if (reader.mayKnowInside() || !name.equals("address")) {
            RemoteText.fact(fact).ifPresent(clean -> all.put(name, clean));
        }
    }

    private String server(Map<String, String> all) {
        var peer = outcome.lastAttempt().flatMap(Attempt::peer);
        if (peer.filter(p -> p.role() == Peer.Role.SMART_HOST).isPresent() && !reader.mayKnowInside()) {
            return frames.text(Frame.SERVER_OURS);
        }
        return peer.map(Peer::host)
                .map(RemoteText::name)
                .filter(host -> !host.isEmpty())
                .orElseGet(() -> frames.text(Frame.SERVER_OF, all));
    }

    private Duration tried() {
        return outcome.lastAttempt()
                .map(last -> Duration.between(outcome.since(), last.time()))
                .filter(span -> !span.isNegative())
                .orElse(Duration.ZERO);
    }

    private Frame message() {
        if (reader.kind() != Reader.Kind.POSTMASTER) {
            return Frame.MESSAGE_YOURS;
        }
        return reader.sender().isPresent() ? Frame.MESSAGE_FROM : Frame.MESSAGE_ANY;
    }
}
