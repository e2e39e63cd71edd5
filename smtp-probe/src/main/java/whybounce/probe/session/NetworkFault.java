package whybounce.probe.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import whybounce.dns.IpText;
import whybounce.failure.DeliveryFailure.Unreachable.Why;

/** What an exception of the network means. */
final class NetworkFault {

    private NetworkFault() {}

    // Java hands on the words of the operating system; there is no code.
    static Why why(IOException fault) {
        var words = Optional.ofNullable(fault.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        if (fault instanceof SocketTimeoutException || words.contains("timed out")) {
            return Why.TIMED_OUT;
        }
        if (words.contains("network is unreachable") || words.contains("network unreachable")) {
            return Why.NETWORK_UNREACHABLE;
        }
        if (fault instanceof NoRouteToHostException || words.contains("no route")) {
            return Why.NO_ROUTE;
        }
        return fault instanceof ConnectException && words.contains("refused") ? Why.REFUSED : Why.UNKNOWN;
    }

    static String words(Why why, Endpoint endpoint) {
        var where = endpoint.host() + " [" + IpText.text(endpoint.address()) + "] port " + endpoint.port();
        return switch (why) {
            case REFUSED -> "nobody listens at " + where;
            case TIMED_OUT -> "no connection in time to " + where;
            case NO_ROUTE, NETWORK_UNREACHABLE -> "there is no way to " + where;
            case UNKNOWN -> "no connection to " + where;
        };
    }
}
