package whybounce.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.failure.DeliveryFailure.Unexplained;

/** Prints how long a new process takes until it can classify, and how much heap that holds. */
public final class LoadTime {

    private LoadTime() {}

    public static void main(String[] args) {
        var thread = ManagementFactory.getThreadMXBean();
        long heapBefore = liveHeap();
        long cpu = thread.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        var classifier = new Classifier(Catalogue.shipped());
        long loaded = System.nanoTime();
        long loadedCpu = thread.getCurrentThreadCpuTime();
        var first = classifier.diagnose(new Unexplained("550 5.1.1 User unknown"), Optional.empty());
        long answered = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "Catalogue and classifier in %.1f ms (%.1f ms of processor), first answer (%s) %.1f ms later; %.1f MiB kept%n",
                millis(loaded - start),
                millis(loadedCpu - cpu),
                first.best().map(finding -> finding.cause().id()).orElse("none"),
                millis(answered - loaded),
                (liveHeap() - heapBefore) / (double) (1 << 20));
        classifier.diagnose(new Unexplained(""), Optional.empty()); // Until here it is held.
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
