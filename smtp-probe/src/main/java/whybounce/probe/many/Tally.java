package whybounce.probe.many;

import java.util.Map;
import java.util.TreeMap;
import whybounce.probe.report.Probed;

/** How the targets of one provider ended. */
public final class Tally {

    private final String provider;
    private final Map<String, Integer> causes = new TreeMap<>();
    private int tried;
    private int good;
    private int untested;

    Tally(String provider) {
        this.provider = provider;
    }

    void add(Probed probed) {
        tried++;
        if (probed.isGood()) {
            good++;
        } else if (probed.isTested()) {
            causes.merge(probed.cause(), 1, Integer::sum);
        } else {
            untested++;
        }
    }

    public String provider() {
        return provider;
    }

    public int tried() {
        return tried;
    }

    /** Taken, or stopped where it was to stop. */
    public int good() {
        return good;
    }

    public int untested() {
        return untested;
    }

    public int failed() {
        return tried - good - untested;
    }

    /** How often each cause. */
    public Map<String, Integer> causes() {
        return Map.copyOf(causes);
    }
}
