package whybounce.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Cause.Bucket;
import whybounce.catalogue.Words;
import whybounce.classify.Diagnosis;
import whybounce.classify.Finding;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Observation;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** One outcome on its way into words. */
final class Wording {

    /** A published record is a TXT record of a few strings at most. */
    private static final int MAX_REMEDY = 2_000;

    /** Too short to be told as a length of time. */
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    /** Who gives up before has hardly tried, and the headline does not boast with it. */
    private static final Duration A_WHILE = Duration.ofHours(1);

    /** What our own gateway finds wrong in these is ours to mend as if any other server had found it. */
    private static final Set<Bucket> KEPT_AT_GATEWAY = Set.of(Bucket.AUTHENTICATION, Bucket.REPUTATION);

    private final RecipientOutcome outcome;
    private final Diagnosis diagnosis;
    private final List<Observation> observations;
    private final Reader reader;
    private final Cause cause;
    private final Words words;
    private final boolean unsure;
    private final Frames frames;
    private final boolean delayed;
    private final boolean gateway;
    private final Places places;

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
        this.frames = Frames.of(reader.locale());
        this.cause = cause;
        this.places = new Places(outcome, diagnosis, reader, frames);
        var shown = Shown.of(outcome, places.domain());
        var ofRule = diagnosis.best().map(Finding::rule).flatMap(words::ofRule);
        this.words = ofRule.orElse(words).where(shown, diagnosis.best().flatMap(Finding::provider));
        this.unsure = Shown.unsure(shown, cause);
        this.delayed = outcome.action() == Action.DELAYED;
        // What an operator says of their own smart host is nothing for senders elsewhere.
        this.gateway = Responsible.gateway(outcome, cause, reader.kind())
                && (ofRule.isEmpty() || reader.kind() == Reader.Kind.FOREIGN_SENDER);
    }

    Explanation explanation() {
        var actor = Responsible.actor(outcome, cause, gateway);
        var reason = reason();
        return new Explanation(
                headline(reason),
                reason,
                happened(),
                actor,
                Responsible.named(actor, cause, gateway, reader.kind(), frames, places.values()),
                steps(actor),
                retry(actor),
                frames.text(sure()),
                reader.kind() == Reader.Kind.OWN_SENDER ? postmaster() : List.of(),
                reader.kind() == Reader.Kind.OWN_SENDER ? postmasterSteps() : List.of(),
                frames.locale());
    }

    private String reason() {
        if (!gateway) {
            return places.fill(words.headline());
        }
        return places.text(
                unsure
                        ? inside(Frame.GATEWAY_UNSURE_REASON, Frame.GATEWAY_UNSURE_REASON_FOREIGN)
                        : inside(Frame.GATEWAY_REASON, Frame.GATEWAY_REASON_FOREIGN));
    }

    private Frame inside(Frame own, Frame foreign) {
        return reader.mayKnowInside() ? own : foreign;
    }

    private String headline(String reason) {
        places.put("reason", reason);
        return places.text(headline());
    }

    private Frame headline() {
        if (delayed) {
            return Frame.HEADLINE_DELAYED;
        }
        if (unsure) {
            return Frame.HEADLINE_UNSURE;
        }
        boolean longTried = outcome.expired() && places.tried().compareTo(A_WHILE) >= 0;
        return longTried ? Frame.HEADLINE_EXPIRED : Frame.HEADLINE_FAILED;
    }

    private String happened() {
        if (reader.kind() == Reader.Kind.POSTMASTER) {
            return String.join(" ", postmaster());
        }
        if (gateway) {
            return places.text(
                    unsure
                            ? inside(Frame.GATEWAY_UNSURE_HAPPENED, Frame.GATEWAY_UNSURE_HAPPENED_FOREIGN)
                            : inside(Frame.GATEWAY_HAPPENED, Frame.GATEWAY_HAPPENED_FOREIGN));
        }
        return places.fill(delayed && !words.delayed().isEmpty() ? words.delayed() : words.happened());
    }

    private List<String> steps(Actor actor) {
        if (reader.kind() == Reader.Kind.POSTMASTER) {
            return postmasterSteps();
        }
        if (delayed && (actor == Actor.NOBODY || (gateway && !reader.mayKnowInside()))) {
            return texts(Frame.DELAYED_STEP, Frame.DELAYED_STEP_URGENT);
        }
        if (gateway) {
            var mend = inside(Frame.GATEWAY_STEP, Frame.GATEWAY_STEP_FOREIGN);
            return unsure ? texts(Frame.GATEWAY_UNSURE_STEP, mend) : texts(mend, Frame.GATEWAY_STEP_URGENT);
        }
        // Nobody had to act while it was tried; now that it is given up the sender decides.
        if (!unsure && outcome.expired() && actor == Actor.SENDER && cause.whoMustAct() == Actor.NOBODY) {
            return texts(
                    Frame.EXPIRED_STEP_AGAIN,
                    inside(Frame.EXPIRED_STEP_OTHER_WAY, Frame.EXPIRED_STEP_OTHER_WAY_FOREIGN));
        }
        boolean foreign = !reader.mayKnowInside() && !words.foreignSteps().isEmpty();
        var steps = new ArrayList<String>();
        // Nothing that was checked is told to strangers.
        if (reader.mayKnowInside()) {
            observations.stream()
                    .flatMap(seen -> seen.senderStep().stream())
                    .map(RemoteText::line)
                    .forEach(steps::add);
        }
        steps.addAll(fill(foreign ? words.foreignSteps() : words.senderSteps()));
        return steps;
    }

    private String retry(Actor actor) {
        if (delayed) {
            return places.text(outcome.retryUntil().isPresent() ? Frame.RETRY_UNTIL : Frame.RETRY_OPEN);
        }
        return String.join(" ", places.text(stopped()), resend(actor));
    }

    private Frame stopped() {
        if (!outcome.expired()) {
            return Frame.RETRY_NEVER;
        }
        if (outcome.attempts().size() >= RecipientOutcome.MAX_ATTEMPTS) {
            return Frame.RETRY_GIVEN_UP_SPAN; // There were more: how many is not known any more.
        }
        boolean once = outcome.attempts().size() == 1;
        if (places.tried().compareTo(A_MOMENT) < 0) {
            return once ? Frame.RETRY_GIVEN_UP_ONCE : Frame.RETRY_GIVEN_UP_SOON;
        }
        return once ? Frame.RETRY_GIVEN_UP_SPAN : Frame.RETRY_GIVEN_UP;
    }

    private String resend(Actor actor) {
        if (unsure) {
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
            // What they refuse for good waits for their administrator, and not for time to pass.
            case RECIPIENT_ADMIN -> outcome.expired() ? Frame.RESEND_LATER : Frame.RESEND_MENDED;
            case SENDER, NOBODY -> Frame.RESEND_LATER;
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
            paragraphs.add(places.text(Frame.GATEWAY_POSTMASTER));
        }
        if (!gateway || KEPT_AT_GATEWAY.contains(cause.bucket())) {
            paragraphs.add(places.fill(words.postmaster()));
        }
        paragraphs.removeIf(String::isEmpty);
        return paragraphs;
    }

    private List<String> postmasterSteps() {
        var steps = new ArrayList<String>();
        observations.stream()
                .filter(seen -> seen.verdict() != Observation.Verdict.REFUTES)
                // What explains this failure is mended first, what is wrong besides afterwards.
                .sorted(Comparator.comparing(Observation::verdict))
                .flatMap(seen -> seen.remedy().stream())
                .map(remedy -> RemoteText.cut(remedy, MAX_REMEDY).lines().map(RemoteText::line))
                .forEach(lines -> steps.add(lines.collect(Collectors.joining("\n"))));
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

    private List<String> fill(List<String> templates) {
        return templates.stream()
                .map(places::fill)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private List<String> texts(Frame... texts) {
        return Arrays.stream(texts).map(places::text).toList();
    }
}
