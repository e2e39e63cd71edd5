package whybounce.dns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;

/**
 * Several servers as one. A silent one is not waited for: after a moment the next is asked as well, and the first answer
 * counts; the one that gave it is asked first from then on. Each is asked a second time where half of the time has gone,
 * since a packet may get lost.
 */
final class Upstreams {

    /** Most cached answers and those of near servers come within it. */
    private static final Duration MOMENT = Duration.ofMillis(400);

    private final List<Upstream> servers;
    private final Duration deadline;
    private final AtomicInteger preferred = new AtomicInteger();

    Upstreams(List<? extends Upstream> servers, Duration deadline) {
        this.servers = List.copyOf(servers);
        this.deadline = deadline;
    }

    <R> CompletableFuture<Response<R>> ask(Question<R> question) {
        var round = new Round<>(question);
        round.next();
        return round.answer;
    }

    private Duration moment() {
        var share = deadline.dividedBy(2L * servers.size());
        return share.compareTo(MOMENT) < 0 ? share : MOMENT;
    }

    private final class Round<R> {

        private final Question<R> question;
        private final Deque<Integer> left = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();
        private final CompletableFuture<Response<R>> answer = new CompletableFuture<>();
        private final long begun = System.nanoTime();
        private int open;
        private Why worst = Why.TIMED_OUT;

        private Round(Question<R> question) {
            this.question = question;
            int first = preferred.get();
            for (int i = 0; i < 2 * servers.size(); i++) {
                left.add((first + i) % servers.size());
            }
            after(deadline.toNanos(), this::late);
        }

        private synchronized void next() {
            if (answer.isDone() || left.isEmpty()) {
                return;
            }
            int number = left.removeFirst();
            var server = servers.get(number);
            asked.add(server.name());
            open++;
            var unused = server.ask(question).thenAccept(response -> heard(number, response));
            int remaining = left.size();
            after(pause(), () -> nextAfter(remaining));
        }

        /** Unless it has gone on since. */
        private synchronized void nextAfter(int remaining) {
            if (left.size() == remaining) {
                next();
            }
        }

        /** Another server is asked soon, the same one once more only when half of the time has gone. */
        private long pause() {
            return left.size() > servers.size()
                    ? moment().toNanos()
                    : Math.max(moment().toNanos(), begun + deadline.dividedBy(2).toNanos() - System.nanoTime());
        }

        private synchronized void heard(int number, Response<R> response) {
            open--;
            if (!(response.answer() instanceof CouldNotAsk<R>(var why))) {
                preferred.set(number);
                answer.complete(response.askedAt(asked));
            } else if (why == Why.BAD_NAME || why == Why.BOGUS) {
                // A server that checks no signatures would take what this one found forged.
                answer.complete(response.askedAt(asked));
            } else {
                worst = why == Why.SERVFAIL ? why : worst;
                goOn();
            }
        }

        private void goOn() {
            // A server that failed will fail again; only for silence there is a second time.
            while (worst == Why.SERVFAIL && left.size() <= servers.size() && !left.isEmpty()) {
                left.removeFirst();
            }
            next();
            if (open == 0 && left.isEmpty()) {
                late();
            }
        }

        private synchronized void late() {
            answer.complete(Response.<R>unasked(worst).askedAt(asked));
        }

        private void after(long nanos, Runnable task) {
            CompletableFuture.delayedExecutor(Math.max(0, nanos), TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> {
                        if (!answer.isDone()) {
                            task.run();
                        }
                    });
        }
    }
}
