package whybounce.dns;

import java.time.Duration;

/** A DNS for questions that together may take no longer than so much; what comes after that is a time-out. */
public final class Hurried implements Dns {

    private final Dns dns;
    private final long end;

    /**
     * Begins now.
     *
     * @param inAll for all questions together
     */
    public Hurried(Dns dns, Duration inAll) {
        this.dns = dns;
        this.end = System.nanoTime() + inAll.toNanos();
    }

    @Override
    public <R> Response<R> ask(Question<R> question, Duration patience) {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.isZero()
                ? Response.unasked(Answer.CouldNotAsk.Why.TIMED_OUT)
                : dns.ask(question, patience.compareTo(left) < 0 ? patience : left);
    }
}
