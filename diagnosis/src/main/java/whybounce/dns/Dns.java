package whybounce.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoSuchName;

/** The questions we ask. Names may end in a dot or not; answers never do. */
public interface Dns {

    /** Longer than any resolver tries; each of ours has a limit of its own. */
    Duration NO_HURRY = Duration.ofMinutes(1);

    /**
     * Asks, and waits.
     *
     * @param patience after which the answer is a time-out
     */
    <R> Response<R> ask(Question<R> question, Duration patience);

    default <R> Answer<R> ask(Question<R> question) {
        return ask(question, NO_HURRY).answer();
    }

    default Answer<Mx> mx(String name) {
        return ask(Question.mx(name));
    }

    /** IPv4 and IPv6 addresses, as one answer. */
    default Answer<InetAddress> addresses(String name) {
        var v4 = ask(Question.a(name));
        if (v4 instanceof NoSuchName) {
            return v4;
        }
        var v6 = ask(Question.aaaa(name));
        if (v4 instanceof Found<InetAddress>(var first) && v6 instanceof Found<InetAddress>(var second)) {
            var all = new ArrayList<>(first);
            all.addAll(second);
            return new Found<>(all);
        }
        if (v4 instanceof Found) {
            return v4;
        }
        // An address is better than an error, and an error better than a "none" that only covers one family.
        return v6 instanceof Found || v6 instanceof CouldNotAsk ? v6 : v4;
    }

    /** A character for each octet. */
    default Answer<String> txt(String name) {
        return ask(Question.txt(name));
    }

    /** The names of an address (PTR). */
    default Answer<String> names(InetAddress address) {
        return ask(Question.ptr(address));
    }
}
