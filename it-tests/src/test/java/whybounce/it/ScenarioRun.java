package whybounce.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/**
 * Scenarios at one relay: all messages are handed over at once, then each scenario's outcome is awaited, and at the end,
 * when the relay rests, nobody may have got more than was expected.
 */
final class ScenarioRun implements AutoCloseable {

    private final World world;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Path log;

    /** @param log where to keep what the relay logged */
    ScenarioRun(List<Scenario> scenarios, Path folder, World.Start start, Path log) throws IOException {
        this.world = World.of(scenarios, folder, start);
        this.log = log;
        for (var scenario : scenarios) {
            outcomes.add(new Outcome(world, scenario));
            for (int i = 0; i < scenario.copies(); i++) {
                world.relay().submit(scenario.submission());
            }
        }
    }

    List<DynamicTest> tests() {
        var tests = new ArrayList<DynamicTest>();
        for (var outcome : outcomes) {
            tests.add(dynamicTest(outcome.name(), outcome::check));
        }
        tests.add(dynamicTest("nobody is told twice", this::rest));
        return tests;
    }

    private void rest() {
        world.relay().awaitIdle(Outcome.PATIENCE);
        for (var outcome : outcomes) {
            assertThat(outcome.surplus()).as(outcome.name()).isEmpty();
        }
    }

    @Override
    public void close() throws IOException {
        Files.write(log, world.relay().log());
        world.close();
    }
}
