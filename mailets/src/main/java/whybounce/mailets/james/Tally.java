package whybounce.mailets.james;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;

/** Counts attempts in James's metrics: {@code whybounce.delivered}, {@code whybounce.failed.<cause>}. */
final class Tally {

    private final MetricFactory metrics;
    // The causes are a closed list, so this is small.
    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    Tally(MetricFactory metrics) {
        this.metrics = metrics;
    }

    void delivered() {
        count("delivered");
    }

    void failed(String cause) {
        count("failed." + cause);
    }

    /** A mail without a sender who could be told. */
    void dropped() {
        count("dropped");
    }

    private void count(String name) {
        counters.computeIfAbsent(name, n -> metrics.generate("whybounce." + n)).increment();
    }
}
