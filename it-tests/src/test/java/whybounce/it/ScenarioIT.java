package whybounce.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import whybounce.testbed.JamesRelay;

/**
 * Every scenario at one James in this JVM: all messages are handed over at once, then each scenario's outcome is awaited,
 * and at the end, when the relay rests, nobody may have got more than was expected.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioIT {

    private final List<Outcome> outcomes = new ArrayList<>();
    private World world;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var scenarios = Scenario.all(Path.of("scenarios"));
        world = World.of(scenarios, folder, JamesRelay::embedded);
        for (var scenario : scenarios) {
            outcomes.add(new Outcome(world, scenario));
            for (int i = 0; i < scenario.copies(); i++) {
                world.relay().submit(scenario.submission());
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        Files.write(Path.of("target", "relay.log"), world.relay().log());
        world.close();
    }

    @TestFactory
    List<DynamicTest> scenarios() {
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
}
