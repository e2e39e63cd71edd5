package whybounce.dsn.read;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DsnFuzzTest {

    private static final int RUNS = 20_000;

    /** Always the same inputs, so that a failure is seen again. */
    private static final long SEED = 20_261_120;

    @Test
    void nothing_in_a_message_throws() {
        var random = new Random(SEED);
        for (int i = 0; i < RUNS; i++) {
            DsnFuzz.run(DsnFuzz.mutant(random));
        }
    }
}
