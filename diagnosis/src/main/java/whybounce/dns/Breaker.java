package whybounce.dns;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;

/**
 * A DNS that is not asked for a while once it has fallen silent, so that nobody waits for it in vain.
 *
 * <p>Silence about one domain says nothing of our own resolver. After a few questions without any answer it is asked for
 * the root, which each resolver knows: where it does not answer that either, it is dead. Then each question is answered at
 * once with a time-out, until the pause is over and the next question finds out anew.
 */
public final class Breaker implements Dns {

    /** A lost packet or a slow domain is not silence. */
    private static final int SILENCES = 3;

    /** Short enough that nobody notices when it has come back, and long enough to spare a queue of failures. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** An answer that lies ready comes within it, even from far away. */
    private static final Duration AT_HAND = Duration.ofSeconds(1);

    private static final Question<Mx> ROOT = Question.mx(".");

    private final Dns dns;
    private final LongSupplier nanoTime;
    private final AtomicInteger silences = new AtomicInteger();

    /** When questions are asked again; before the first pause, in the past. */
    private final AtomicLong pausedUntil;

    private volatile boolean dead;

    public Breaker(Dns dns) {
        this(dns, System::nanoTime);
    }

    Breaker(Dns dns, LongSupplier nanoTime) {
        this.dns = dns;
        this.nanoTime = nanoTime;
        this.pausedUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether the resolver was dead when it was asked last. */
    public boolean isOpen() {
        return dead;
    }

    /**
     * Finds out, beside the caller, whether a dead resolver is back, once the pause is over. For callers that do not ask
     * while it is dead.
     */
    public void knock() {
        if (dead && isDue()) {
            Thread.ofVirtual().name("whybounce-resolver").start(this::findOut);
        }
    }

    @Override
    public <R> Response<R> ask(Question<R> question, Duration patience) {
        if (dead && !isDue()) {
            return Response.unasked(Why.TIMED_OUT);
        }
        var response = dns.ask(question, patience);
        if (!isSilence(response)) {
            silences.set(0);
            dead = false;
        } else if (dead || silences.incrementAndGet() >= SILENCES) {
            findOut();
        }
        return response;
    }

    /** Lets one question through when the pause is over, and no other beside it. */
    private boolean isDue() {
        long until = pausedUntil.get();
        long now = nanoTime.getAsLong();
        return now - until >= 0 && pausedUntil.compareAndSet(until, now + PAUSE.toNanos());
    }

    private void findOut() {
        silences.set(0);
        dead = isSilence(dns.ask(ROOT, AT_HAND));
        pausedUntil.set(nanoTime.getAsLong() + PAUSE.toNanos());
    }

    private static boolean isSilence(Response<?> response) {
        return response.answer() instanceof CouldNotAsk<?>(var why) && why == Why.TIMED_OUT;
    }
}
