package whybounce.probe.many;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorsTest {

    private static final int VISITORS = 12;

    /** Each stays until as many are there as can be. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a domain, '', 5",
        "a server, mx.example.org, 5",
        "an address, 192.0.2.1, 5",
        "this machine, localhost, 12",
        "its address, 127.0.0.2, 12",
        "its address in IPv6, '[::1]', 12"
    })
    void onlySomeAreThereAtOnce(String fact, String server, int most) throws IOException, InterruptedException {
        var doors = new Doors();
        var where = Optional.of(server).filter(name -> !name.isEmpty());
        var target = new Target("bob@example.org", where, OptionalInt.empty(), Optional.empty());
        var there = new AtomicInteger();
        var highest = new AtomicInteger();
        var full = new CountDownLatch(most);

        new Workers(VISITORS)
                .run(
                        Collections.nCopies(VISITORS, target),
                        each -> doors.through(each, Optional.empty(), () -> {
                            highest.accumulateAndGet(there.incrementAndGet(), Math::max);
                            full.countDown();
                            boolean came = await(full);
                            there.decrementAndGet();
                            return came;
                        }));

        assertThat(highest.get()).isEqualTo(most);
    }

    private static boolean await(CountDownLatch latch) throws IOException {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
