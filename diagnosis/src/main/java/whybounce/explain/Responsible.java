package whybounce.explain;

import java.util.Map;
import java.util.Set;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Cause.Bucket;
import whybounce.failure.Attempt;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** Decides who must act, and how this reader is told so. */
final class Responsible {

    /** Causes that stand in the sender's own domain and not in this relay. */
    private static final Set<String> SENDERS_DOMAIN =
            Set.of("sender-domain-invalid", "sender-rejected", "domain-blocklisted", "domain-low-reputation");

    /** An overloaded server that stays so for days is its administrator's. */
    private static final Set<String> THEIRS_WHEN_EXPIRED = Set.of("server-busy");

    /** Causes of these kinds often pass by themselves; in the others waiting alone does not help. */
    private static final Set<Bucket> MAY_PASS = Set.of(Bucket.RETRY, Bucket.POLICY, Bucket.UNKNOWN, Bucket.NONE);

    private Responsible() {}

    static Actor actor(RecipientOutcome outcome, Cause cause, boolean gateway) {
        if (gateway) {
            return Actor.SENDER_ADMIN;
        }
        if (outcome.action() == Action.DELAYED && MAY_PASS.contains(cause.bucket())) {
            return Actor.NOBODY;
        }
        if (cause.whoMustAct() == Actor.NOBODY && outcome.action() == Action.FAILED) {
            return THEIRS_WHEN_EXPIRED.contains(cause.id()) ? Actor.RECIPIENT_ADMIN : Actor.SENDER;
        }
        return cause.whoMustAct();
    }

    /**
     * Whether our own smart host is what stands in the way. What is wrong with the recipient or with the message is
     * wrong whoever says so; what is wrong with a sender's account there concerns our own senders only.
     */
    static boolean gateway(RecipientOutcome outcome, Cause cause, Reader.Kind kind) {
        return cause.bucket() != Bucket.RECIPIENT
                && cause.bucket() != Bucket.CONTENT
                && (cause.bucket() != Bucket.ACCOUNT || kind == Reader.Kind.FOREIGN_SENDER)
                && outcome.lastAttempt().filter(Attempt::atSmartHost).isPresent();
    }

    static String named(
            Actor actor, Cause cause, boolean gateway, Reader.Kind kind, Frames frames, Map<String, String> values) {
        return frames.text(frame(actor, cause, gateway, kind), values);
    }

    private static Frame frame(Actor actor, Cause cause, boolean gateway, Reader.Kind kind) {
        return switch (actor) {
            case SENDER -> kind == Reader.Kind.POSTMASTER ? Frame.ACTOR_SENDER : Frame.ACTOR_YOU;
            case SENDER_ADMIN ->
                switch (kind) {
                    case OWN_SENDER -> Frame.ACTOR_YOUR_ADMIN;
                    case POSTMASTER -> Frame.ACTOR_YOU_ADMIN;
                    case FOREIGN_SENDER ->
                        !gateway && ofSendersDomain(cause) ? Frame.ACTOR_SENDER_DOMAIN_ADMIN : Frame.ACTOR_THIS_ADMIN;
                };
            case RECIPIENT -> kind == Reader.Kind.POSTMASTER ? Frame.ACTOR_RECIPIENT : Frame.ACTOR_RECIPIENT_TELL;
            case RECIPIENT_ADMIN ->
                kind == Reader.Kind.POSTMASTER ? Frame.ACTOR_RECIPIENT_ADMIN : Frame.ACTOR_RECIPIENT_ADMIN_TELL;
            case NOBODY -> Frame.ACTOR_NOBODY;
        };
    }

    private static boolean ofSendersDomain(Cause cause) {
        return cause.bucket() == Bucket.AUTHENTICATION
                || cause.bucket() == Bucket.CONTENT
                || cause.bucket() == Bucket.ACCOUNT
                || SENDERS_DOMAIN.contains(cause.id());
    }
}
