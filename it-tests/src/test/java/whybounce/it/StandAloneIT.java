package whybounce.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import whybounce.testbed.InstalledJames;
import whybounce.testbed.JamesRelay;

/**
 * Some scenarios at a James of its own process with the shaded jar in {@code extensions-jars}: a multi-line reply, a part of
 * the recipients, the DNS, and a wait. With {@code -Djames.home=DIR} all of them, at the James that is installed there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandAloneIT {

    private static final List<String> SOME =
            List.of("a-unauthenticated", "i2-null-mx", "k-each-its-own", "d-greylisted-then-delivered");

    private ScenarioRun run;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var home = Optional.ofNullable(System.getProperty("james.home")).map(Path::of);
        var james =
                home.isPresent() ? InstalledJames.at(home.get(), Path.of("..")) : InstalledJames.built(Path.of(".."));
        run = new ScenarioRun(
                scenarios(home.isPresent()),
                folder,
                conf -> JamesRelay.process(conf, james),
                Path.of("target", "relay-alone.log"));
    }

    private static List<Scenario> scenarios(boolean all) throws IOException {
        var folder = Path.of("scenarios");
        if (all) {
            return Scenario.all(folder);
        }
        var some = new ArrayList<Scenario>();
        for (var name : SOME) {
            some.add(Scenario.read(folder.resolve(name)));
        }
        return some;
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
