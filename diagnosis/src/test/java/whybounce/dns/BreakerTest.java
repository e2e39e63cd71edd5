package whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.NoData;

class BreakerTest {

    /** Answers that there is nothing, or not at all. */
    private static final class Server implements Dns {

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private Set<String> silentOn = Set.of();
        private boolean dead;

        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            asked.add(question.name());
            return dead || silentOn.contains(question.name())
                    ? Response.unasked(Why.TIMED_OUT)
                    : new Response<>(new NoData<>(), Duration.ZERO, false, List.of());
        }
    }

    private final Server server = new Server();
    private long now = -5; // System.nanoTime may begin anywhere.
    private final Breaker breaker = new Breaker(server, () -> now);

    private void ask(String... names) {
        for (var name : names) {
            breaker.txt(name);
        }
    }

    @Test
    void aSilentDomainIsNotADeadResolver() {
        server.silentOn = Set.of("a.example", "b.example", "c.example");
        ask("a.example", "b.example", "c.example", "d.example");
        assertThat(breaker.isOpen()).isFalse();
        assertThat(server.asked).containsExactly("a.example", "b.example", "c.example", ".", "d.example");
    }

    @Test
    void anAnswerBetweenThemStartsTheCountAnew() {
        server.silentOn = Set.of("a.example");
        ask("a.example", "a.example", "d.example", "a.example", "a.example");
        assertThat(server.asked).doesNotContain(".");
    }

    @Test
    void aDeadResolverIsAskedNoMore() {
        server.dead = true;
        ask("a.example", "b.example", "c.example");
        assertThat(breaker.isOpen()).isTrue();
        ask("d.example", "e.example");
        assertThat(server.asked).containsExactly("a.example", "b.example", "c.example", ".");
    }

    @Test
    void afterThePauseOneQuestionFindsOut() {
        server.dead = true;
        ask("a.example", "b.example", "c.example");
        now += Duration.ofSeconds(31).toNanos();
        ask("d.example", "e.example");
        assertThat(server.asked).endsWith("c.example", ".", "d.example", ".");
        assertThat(breaker.isOpen()).isTrue();

        server.dead = false;
        now += Duration.ofSeconds(31).toNanos();
        ask("f.example", "g.example");
        assertThat(breaker.isOpen()).isFalse();
        assertThat(server.asked).endsWith("f.example", "g.example");
    }

    @Test
    void aKnockFindsOutWithoutAQuestion() {
        server.dead = true;
        ask("a.example", "b.example", "c.example");
        breaker.knock();
        assertThat(server.asked).as("within the pause").containsOnlyOnce(".");

        server.dead = false;
        now += Duration.ofSeconds(31).toNanos();
        breaker.knock();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (breaker.isOpen() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(breaker.isOpen()).isFalse();
    }
}
