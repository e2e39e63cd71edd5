package whybounce.probe.report;

import java.io.Closeable;
import java.io.IOException;

/** A file that is told what came of each recipient, and is in place once all of it is there. */
public interface Results extends Closeable {

    /** Several threads may at once. */
    void add(Probed probed) throws IOException;

    /** Puts the file in place. */
    void finish() throws IOException;
}
