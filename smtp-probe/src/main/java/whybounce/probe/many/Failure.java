package whybounce.probe.many;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import whybounce.probe.report.Probed;
import whybounce.probe.report.TrialVerdict;

/** One failure, and where it happened. */
public final class Failure {

    /** Of addresses so many are named. */
    private static final int NAMED = 3;

    private final String cause;
    private final Probed example;
    private final Map<String, Integer> providers = new TreeMap<>();
    private final List<String> addresses = new ArrayList<>();
    private int count;

    Failure(String cause, Probed example) {
        this.cause = cause;
        this.example = example;
    }

    void add(String provider, Probed probed) {
        count++;
        providers.merge(provider, 1, Integer::sum);
        var address = probed.trial().to();
        if (addresses.size() < NAMED && !addresses.contains(address)) {
            addresses.add(address);
        }
    }

    /**
     * Whose it is: the same at two providers or more has its reason in what they have in common, which is us; at one,
     * with several addresses, it is theirs; with one address it is the recipient's. A port that is blocked and a fault of
     * this machine are ours wherever they show.
     */
    public Whose whose() {
        boolean surely = example.verdict() == TrialVerdict.PORT_BLOCKED
                || example.verdict() == TrialVerdict.OURS
                || example.trial().isOfOurSide();
        if (surely || providers.size() > 1) {
            return Whose.OURS;
        }
        return addresses.size() > 1 ? Whose.THEIRS : Whose.RECIPIENTS;
    }

    public String cause() {
        return cause;
    }

    /** The first of them. */
    public Probed example() {
        return example;
    }

    public int count() {
        return count;
    }

    /** How often at each provider. */
    public Map<String, Integer> providers() {
        return Map.copyOf(providers);
    }

    /** Some of the addresses. */
    public List<String> addresses() {
        return List.copyOf(addresses);
    }
}
