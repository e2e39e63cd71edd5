package whybounce.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import whybounce.testbed.JamesRelay;

/** Every scenario, at a James in this JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioIT {

    private ScenarioRun run;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var scenarios = Scenario.all(Path.of("scenarios"));
        run = new ScenarioRun(scenarios, folder, JamesRelay::embedded, Path.of("target", "relay.log"));
    }

    @AfterAll
    void stop() throws IOException {
        run.close();
    }

    @TestFactory
    List<DynamicTest> scenarios() {
        return run.tests();
    }
}
