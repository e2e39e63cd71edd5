package whybounce.dsn.write;

import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.Reader;
import whybounce.explain.RemoteText;
import whybounce.failure.Attempt;
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

/** What happened in one attempt, in one technical line of ours. */
final class Happening {

    /** Details are error texts of libraries or words of a server: enough to find them in a log. */
    private static final int MAX_DETAIL = 300;

    private Happening() {}

    /** The line, with the peer where this reader may know it. */
    static String of(Attempt attempt, Reader reader) {
        var frames = Frames.of(reader.locale());
        var what = what(attempt.failure(), frames, reader.mayKnowInside());
        // What the DNS said names itself.
        var stage = attempt.failure() instanceof NoRoute ? "" : stage(attempt.failure());
        return what
                + (stage.isEmpty() ? "" : " (" + stage + ")")
                + named(attempt, reader).map(peer -> ": " + peer(peer)).orElse("");
    }

    /** The same as a sentence for people, which begins with who it was about. */
    static String seen(Attempt attempt, Reader reader) {
        var frames = Frames.of(reader.locale());
        var values = new HashMap<String, String>();
        named(attempt, reader).ifPresent(peer -> values.put("where", peer(peer)));
        if (attempt.failure() instanceof NoRoute(var domain, var why, var hosts)) {
            values.put("where", RemoteText.name(domain));
            values.put("what", frames.text(frame(why)));
        } else {
            values.put("what", what(attempt.failure(), frames, reader.mayKnowInside()));
        }
        if (attempt.failure() instanceof Broken broken) {
            values.put("stage", broken.stage().label());
        }
        var sentence = frames.text(Frame.NO_WORDS, values);
        return values.containsKey("where")
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static Optional<Peer> named(Attempt attempt, Reader reader) {
        return attempt.peer().filter(peer -> reader.mayKnowInside() || !peer.isSmartHost());
    }

    static String stage(DeliveryFailure failure) {
        return switch (failure) {
            case Refused refused -> refused.stage().label();
            case Broken broken -> broken.stage().label();
            case TlsFailed tls -> Stage.STARTTLS.label();
            case Unreachable unreachable -> Stage.CONNECT.label();
            case NoRoute none -> "DNS";
            case LocalRefusal ours -> "";
            case Unexplained words -> "";
        };
    }

    static String peer(Peer peer) {
        return RemoteText.name(peer.host())
                + peer.address()
                        .filter(address -> !address.equals(peer.host()))
                        .map(address -> " [" + RemoteText.name(address) + "]")
                        .orElse("")
                + ", port " + peer.port();
    }

    private static String what(DeliveryFailure failure, Frames frames, boolean inside) {
        return switch (failure) {
            case Refused refused -> refused.said().code() + "";
            case Unreachable(var why) -> frames.text(frame(why));
            case NoRoute(var domain, var why, var hosts) ->
                frames.text(frame(why)) + " (" + RemoteText.name(domain) + ")";
            case TlsFailed(var detail, var reply) -> frames.text(Frame.FAILURE_TLS) + detail(detail, inside);
            case Broken broken -> frames.text(frame(broken.how()));
            case LocalRefusal(var what, var detail) -> frames.text(frame(what)) + detail(detail, inside);
            case Unexplained(var text) -> frames.text(Frame.FAILURE_ONLY_WORDS) + detail(text, inside);
        };
    }

    private static String detail(String text, boolean inside) {
        var clean = RemoteText.line(text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) : text);
        return !inside || clean.isEmpty() ? "" : ": " + clean;
    }

    private static Frame frame(Unreachable.Why why) {
        return switch (why) {
            case REFUSED -> Frame.FAILURE_REFUSED;
            case TIMED_OUT -> Frame.FAILURE_TIMED_OUT;
            case NO_ROUTE -> Frame.FAILURE_NO_ROUTE;
            case NETWORK_UNREACHABLE -> Frame.FAILURE_NETWORK;
            case UNKNOWN -> Frame.FAILURE_UNREACHABLE;
        };
    }

    private static Frame frame(NoRoute.Why why) {
        return switch (why) {
            case NO_SUCH_DOMAIN -> Frame.FAILURE_NO_DOMAIN;
            case NULL_MX -> Frame.FAILURE_NULL_MX;
            case MX_WITHOUT_ADDRESS -> Frame.FAILURE_MX_WITHOUT_ADDRESS;
            case SERVFAIL -> Frame.FAILURE_SERVFAIL;
            case TIMED_OUT -> Frame.FAILURE_DNS_TIMED_OUT;
        };
    }

    private static Frame frame(Broken.How how) {
        return switch (how) {
            case CLOSED -> Frame.FAILURE_CLOSED;
            case RESET -> Frame.FAILURE_RESET;
            case TIMED_OUT -> Frame.FAILURE_SILENCE;
            case NOT_SMTP -> Frame.FAILURE_NOT_SMTP;
        };
    }

    private static Frame frame(LocalRefusal.What what) {
        return switch (what) {
            case TOO_LARGE -> Frame.FAILURE_TOO_LARGE;
            case NO_SMTPUTF8 -> Frame.FAILURE_NO_SMTPUTF8;
            case NO_REQUIRETLS -> Frame.FAILURE_NO_REQUIRETLS;
            case FAULT -> Frame.FAILURE_FAULT;
            case OUTBOUND_BLOCKED -> Frame.FAILURE_OUTBOUND;
        };
    }
}
