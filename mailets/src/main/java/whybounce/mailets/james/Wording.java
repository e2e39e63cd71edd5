package whybounce.mailets.james;

import java.util.Locale;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;

/** A failure in a few technical words, for a log and for James's {@code delivery-error}. */
final class Wording {

    private Wording() {}

    static String of(DeliveryFailure failure) {
        return switch (failure) {
            case Refused(var stage, var said) -> said.verbatim();
            case Unreachable(var why) -> "no connection: " + words(why);
            case NoRoute(var domain, var why, var hosts) -> "no server for " + domain + ": " + words(why);
            case TlsFailed(var detail, var reply) ->
                "TLS failed: " + reply.map(r -> r.verbatim()).orElse(detail);
            case Broken(var stage, var how, var partial) ->
                "the session broke off at " + stage.label() + ": " + words(how);
            case LocalRefusal(var what, var detail) -> detail;
            case Unexplained(var text) -> text;
        };
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
