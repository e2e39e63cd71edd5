package whybounce.probe.many;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.NagiosLine;
import whybounce.probe.report.Probed;

/** What came of all targets so far, in counts: its size depends on how many providers there are, not targets. */
public final class Summary {

    /** More are counted together: nobody reads a longer table, and a list of domains may be as long as that of targets. */
    private static final int MOST_PROVIDERS = 1_000;

    /** Causes of the catalogue, and what unknown ones are told apart by. */
    private static final int MOST_CAUSES = 500;

    /** Of causes in one line. */
    private static final int MOST_NAMED = 3;

    static final String OTHERS = "(others)";

    private final Map<String, Tally> providers = new HashMap<>();
    private final Map<String, Failure> failures = new TreeMap<>();
    private final Tally total = new Tally(OTHERS);
    private int worst;
    private NagiosLine.State state = NagiosLine.State.OK;

    /** Counts one; several threads may at once. */
    public synchronized void add(Probed probed) {
        var provider = known(providers, probed.provider(), MOST_PROVIDERS);
        total.add(probed);
        providers.computeIfAbsent(provider, Tally::new).add(probed);
        worst = Severity.worse(worst, probed.exitCode());
        state = state.worse(NagiosLine.state(probed));
        if (!probed.isGood() && probed.isTested()) {
            var cause = known(failures, probed.cause(), MOST_CAUSES);
            failures.computeIfAbsent(cause, name -> new Failure(name, probed)).add(provider, probed);
        }
    }

    private static String known(Map<String, ?> all, String name, int most) {
        return all.containsKey(name) || all.size() < most ? name : OTHERS;
    }

    /** All of them together. */
    public synchronized Tally total() {
        return total;
    }

    /** How many are done. */
    public synchronized int done() {
        return total.tried();
    }

    /** The providers, those with the most failures first. */
    public synchronized List<Tally> providers() {
        var all = new ArrayList<>(providers.values());
        all.sort(Comparator.comparingInt(Tally::failed)
                .thenComparingInt(Tally::tried)
                .reversed()
                .thenComparing(Tally::provider));
        return all;
    }

    /** The tally of one provider. */
    synchronized Tally provider(String name) {
        return providers.getOrDefault(name, new Tally(name));
    }

    /** What failed, by cause: ours first, and the most frequent first. */
    public synchronized List<Failure> failures() {
        var all = new ArrayList<>(failures.values());
        all.sort(Comparator.comparing(Failure::whose)
                .thenComparing(Comparator.comparingInt(Failure::count).reversed())
                .thenComparing(Failure::cause));
        return all;
    }

    /** For Nagios and its kin: the state of the worst, and how many failed. */
    public synchronized NagiosLine nagios() {
        var words = new StringBuilder(total.good() + " of " + total.tried() + " good");
        if (total.failed() > 0) {
            words.append(", ").append(total.failed()).append(" failed");
        }
        if (total.untested() > 0) {
            words.append(", ").append(total.untested()).append(" not tested");
        }
        failures().stream()
                .limit(MOST_NAMED)
                .forEach(failure -> words.append("; ")
                        .append(failure.count())
                        .append(' ')
                        .append(failure.cause())
                        .append(" (")
                        .append(AsciiJson.token(failure.whose()))
                        .append(')'));
        return new NagiosLine(state, words.toString(), "good=" + total.good() + " failed=" + total.failed());
    }

    /** The exit code of the worst. */
    public synchronized int worst() {
        return worst;
    }
}
