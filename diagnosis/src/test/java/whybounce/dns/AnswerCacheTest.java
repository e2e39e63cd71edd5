package whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;

/** For how long and how much is kept. */
class AnswerCacheTest {

    private final AtomicLong now = new AtomicLong();
    private final AnswerCache cache = new AnswerCache(now::get);
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "a record within its TTL,         found,   60,      59,    1",
        "a record after its TTL,          found,   60,      61,    2",
        "a TTL of years is one of a day,  found,   2147483, 86401, 2",
        "no data within the SOA's time,   none,    7,       6,     1",
        "no data after the SOA's time,    none,    7,       8,     2",
        "nothing where nobody said,       none,    0,       0,     2",
        "a failure within a second,       failure, 0,       0,     1",
        "a failure after a second,        failure, 0,       2,     2"
    })
    void heldFor(String fact, String kind, long ttl, long later, int questions) {
        ask("example.org", kind, ttl);
        now.addAndGet(Duration.ofSeconds(later).toNanos());
        ask("EXAMPLE.org.", kind, ttl);
        assertThat(asked).as(fact).hasValue(questions);
    }

    @Test
    void boundedInSizeWhateverIsAnswered() {
        for (int i = 0; i < 1_000; i++) {
            ask("name" + i + ".example", "large", 60);
        }
        assertThat(cache.size()).isLessThan((int) (AnswerCache.MOST / 60_000) + 1);
        ask("name999.example", "large", 60);
        assertThat(asked).hasValue(1_000);
    }

    private void ask(String name, String kind, long ttl) {
        cache.get(Question.txt(name), question -> {
                    asked.incrementAndGet();
                    return CompletableFuture.completedFuture(
                            new Response<>(answer(kind), Duration.ofSeconds(ttl), false, List.of()));
                })
                .join();
    }

    private static Answer<String> answer(String kind) {
        return switch (kind) {
            case "found" -> new Found<>(List.of("v=spf1 -all"));
            case "large" -> new Found<>(List.of("x".repeat(60_000)));
            case "none" -> new NoData<>();
            default -> new CouldNotAsk<>(Why.TIMED_OUT);
        };
    }
}
