package whybounce.probe.many;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One line on a terminal that says how far it is, and is gone at the end. */
public final class Progress {

    /** More often nobody sees. */
    private static final long BETWEEN = Duration.ofMillis(200).toNanos();

    /** ECMA-48 section 8.3.41: the rest of the line is erased. */
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final int all;
    private final boolean shown;
    private final LongSupplier nanos;
    private long next;

    /**
     * Shows on {@code out}.
     *
     * @param shown whether that is a terminal; nothing is written to anything else
     */
    public Progress(PrintStream out, int all, boolean shown, LongSupplier nanos) {
        this.out = out;
        this.all = all;
        this.shown = shown;
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** After each target; several threads may at once. */
    public synchronized void tell(Summary summary) {
        long now = nanos.getAsLong();
        if (!shown || now - next < 0) {
            return;
        }
        next = now + BETWEEN;
        var total = summary.total();
        out.print(ERASE + total.tried() + " of " + all + " tried, " + total.good() + " good, " + total.failed()
                + " failed");
        out.flush();
    }

    /** Leaves the line as it was before. */
    public synchronized void end() {
        if (shown) {
            out.print(ERASE);
            out.flush();
        }
    }
}
