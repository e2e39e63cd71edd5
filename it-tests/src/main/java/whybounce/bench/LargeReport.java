package whybounce.bench;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.server.core.MimeMessageSource;

/** Prints how much live heap the report on an original of 40 MB takes, beyond what James holds. */
public final class LargeReport {
    private static final long SIZE = 40L << 20;
    private static final long MEASURE_EVERY = 4L << 20;

    private LargeReport() {}

    public static void main(String[] args) throws Exception {
        try (var bounces = new Bounces()) {
            var mailet = bounces.explained();
            mailet.service(bounces.mail(2_048));
            var original = new Original();
            var mail = bounces.mail(original);
            mail.setName("Mail-large");
            long sentBefore = bounces.bytesSent();
            long before = liveHeap();
            mailet.service(mail);
            System.out.printf(
                    Locale.ROOT,
                    "Report on an original of 40 MiB: %.1f MiB sent, %.2f MiB of live heap at most (%d looks)%n",
                    mebibytes(bounces.bytesSent() - sentBefore),
                    mebibytes(original.mostHeap - before),
                    original.looks);
        }
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A message that exists only while it is read; the heap is looked at while it is. */
    private static final class Original implements MimeMessageSource {
        private static final byte[] HEADER =
                "From: ann@localhost\r\nSubject: large\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LINE = ("x".repeat(76) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        private long mostHeap;
        private int looks;

        @Override
        public String getSourceId() {
            return "large";
        }

        @Override
        public long getMessageSize() {
            return SIZE;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private long read;

                @Override
                public int read() {
                    var one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] to, int from, int length) {
                    if (read >= SIZE) {
                        return -1;
                    }
                    look(read);
                    int n = 0;
                    do {
                        to[from + n++] = at(read++);
                    } while (n < length && read < SIZE && read % MEASURE_EVERY != 0);
                    return n;
                }
            };
        }

        private static byte at(long position) {
            return position < HEADER.length
                    ? HEADER[(int) position]
                    : LINE[(int) ((position - HEADER.length) % LINE.length)];
        }

        private void look(long position) {
            if (position > 0 && position % MEASURE_EVERY == 0) {
                looks++;
                mostHeap = Math.max(mostHeap, liveHeap());
            }
        }
    }
}
