package whybounce.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;

/**
 * Answers for as long as they hold. Who asks what is being asked already waits for that answer, so that a thousand
 * failures of one domain ask once.
 */
final class AnswerCache {

    /** A relay asks for few names at a time. In characters of the records, and some for each entry. */
    static final long MOST = 8L * 1024 * 1024;

    /** A day: a longer TTL is no use to a process that may have run since before the zone was mended. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** RFC 9520 section 3.2: a failure is kept for at least a second. */
    private static final Duration FAILURE = Duration.ofSeconds(1);

    /** What an entry costs besides its records. */
    private static final int ENTRY = 300;

    private final LongSupplier nanoTime;
    private final Map<Question<?>, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    AnswerCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Entry(CompletableFuture<?> future, long expires, long weight) {}

    <R> CompletableFuture<Response<R>> get(
            Question<R> question, Function<Question<R>, CompletableFuture<Response<R>>> ask) {
        var own = new CompletableFuture<Response<R>>();
        synchronized (entries) {
            var known = entries.get(question);
            if (known != null && (!known.future.isDone() || known.expires - nanoTime.getAsLong() > 0)) {
                @SuppressWarnings("unchecked") // what is kept under a question is the answer to it
                var kept = (CompletableFuture<Response<R>>) known.future;
                return kept;
            }
            put(question, new Entry(own, 0, ENTRY));
        }
        var unused = ask.apply(question).whenComplete((response, bug) -> {
            if (bug == null) {
                keep(question, own, response);
                own.complete(response);
            } else {
                own.completeExceptionally(bug);
            }
        });
        return own;
    }

    private <R> void keep(Question<R> question, CompletableFuture<Response<R>> own, Response<R> response) {
        var held = response.answer() instanceof CouldNotAsk ? FAILURE : response.ttl();
        var ttl = held.compareTo(LONGEST) > 0 ? LONGEST : held;
        synchronized (entries) {
            put(question, new Entry(own, nanoTime.getAsLong() + ttl.toNanos(), ENTRY + length(response)));
            var eldest = entries.entrySet().iterator();
            while (weight > MOST && eldest.hasNext()) {
                weight -= eldest.next().getValue().weight;
                eldest.remove();
            }
        }
    }

    private void put(Question<?> question, Entry entry) {
        var before = entries.put(question, entry);
        weight += entry.weight - (before == null ? 0 : before.weight);
    }

    private static long length(Response<?> response) {
        return response.answer() instanceof Found<?>(var records)
                ? records.stream()
                        .mapToLong(record -> ENTRY + record.toString().length())
                        .sum()
                : 0;
    }

    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}
