package whybounce.mailets;

import java.util.LinkedHashMap;
import java.util.Map;

/** The reports this node sent last, so that a mail which comes twice is told once. Thread-safe. */
final class ToldAlready {
    /** More than a node reports in the minutes between two deliveries of one queue item; 100 bytes each. */
    private static final int CAPACITY = 20_000;

    private final Map<ReportId, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ReportId, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Claims a report; false when it was claimed before. */
    synchronized boolean claim(ReportId id) {
        return ids.putIfAbsent(id, true) == null;
    }

    /** Gives back a claim whose report did not go out. */
    synchronized void release(ReportId id) {
        ids.remove(id);
    }
}
