package whybounce.probe.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import whybounce.probe.report.Visible;

/** All ways to tell somebody, and how often each was gone. */
final class Alarms {

    private final List<Alarm> alarms;
    private final Consumer<String> log;
    private final Map<String, Integer> told = new TreeMap<>();
    private final Map<String, Integer> failed = new TreeMap<>();

    Alarms(List<Alarm> alarms, Consumer<String> log) {
        this.alarms = List.copyOf(alarms);
        this.log = log;
        alarms.forEach(alarm -> {
            told.put(alarm.way(), 0);
            failed.put(alarm.way(), 0);
        });
    }

    /**
     * Tells all.
     *
     * @return whether somebody knows it now; with no way to tell there is nobody who does not
     */
    boolean tell(Change change) throws InterruptedException {
        var reached = new ArrayList<String>();
        for (var alarm : alarms) {
            try {
                alarm.tell(change);
                reached.add(alarm.way());
                count(told, alarm.way());
            } catch (IOException e) {
                count(failed, alarm.way());
                log.accept(change.now().check() + ": the " + alarm.way() + " failed: "
                        + Visible.text(String.valueOf(e.getMessage())));
            }
        }
        return alarms.isEmpty() || !reached.isEmpty();
    }

    private static void count(Map<String, Integer> counts, String way) {
        synchronized (counts) {
            counts.merge(way, 1, Integer::sum);
        }
    }

    Map<String, Integer> told() {
        synchronized (told) {
            return Map.copyOf(told);
        }
    }

    Map<String, Integer> failed() {
        synchronized (failed) {
            return Map.copyOf(failed);
        }
    }
}
