package whybounce.probe.watch;

import java.io.IOException;
import whybounce.probe.report.Probed;

/** Runs a check once. */
@FunctionalInterface
public interface Runner {
    Probed run(Check check) throws IOException;
}
