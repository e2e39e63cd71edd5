package whybounce.probe;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The part of a Message-ID before the at sign (RFC 5322 section 3.6.4). */
final class MessageId {

    private static final AtomicLong MADE = new AtomicLong();

    private MessageId() {}

    /** One that nobody else has: made of the time, how long this machine has run, and how many there were before. */
    static String unique(Instant now) {
        return inDigits(now.toEpochMilli()) + "." + inDigits(System.nanoTime()) + "."
                + inDigits(MADE.incrementAndGet());
    }

    /** One that nobody can guess besides, so that no message but ours is taken for ours; dearer by a random generator. */
    static String secret() {
        return UUID.randomUUID().toString();
    }

    private static String inDigits(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }
}
