package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the launcher's archive is made from goes all the way: 24 is a refused recipient, 64 a deferred one. */
class RehearsalTest {

    @Test
    void everythingIsDone() throws IOException {
        assertThat(Rehearsal.rehearse()).containsExactly(0, 0, 0, 0, 24, 64);
    }
}
