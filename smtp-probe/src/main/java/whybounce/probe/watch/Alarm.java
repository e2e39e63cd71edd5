package whybounce.probe.watch;

import java.io.IOException;

/** One way to tell somebody. */
interface Alarm {

    /** What it is called in metrics and on standard error. */
    String way();

    /** Tells it; whoever is told knows it when this returns. */
    void tell(Change change) throws IOException, InterruptedException;
}
