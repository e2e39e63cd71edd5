package whybounce.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Checks that run at the same time: one that waits in vain keeps no other from its answer. */
final class SideBySide {

    private SideBySide() {}

    /** What all of them found, in their order. */
    static List<Finding> findings(List<Callable<List<Finding>>> checks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = checks.stream().map(threads::submit).toList();
            var findings = new ArrayList<Finding>();
            begun.forEach(check -> findings.addAll(result(check)));
            return findings;
        }
    }

    private static List<Finding> result(Future<List<Finding>> check) {
        try {
            return check.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
