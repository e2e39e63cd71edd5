package whybounce.probe.session;

import java.util.ArrayList;
import java.util.List;
import whybounce.failure.Stage;

/** Keeps what it is told, except the message, and hands all of it on. */
public final class Collected implements Transcript {

    private final Transcript besides;
    private final List<Entry> entries = new ArrayList<>();

    public Collected(Transcript besides) {
        this.besides = besides;
    }

    /** What it was told so far. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void add(Entry entry) {
        besides.add(entry);
        boolean ofMessage = entry instanceof Entry.Sent sent
                && sent.stage() == Stage.END_OF_DATA
                && sent.withheld().isEmpty();
        if (!ofMessage) {
            entries.add(entry);
        }
    }

    @Override
    public boolean keepsMessage() {
        return besides.keepsMessage();
    }
}
