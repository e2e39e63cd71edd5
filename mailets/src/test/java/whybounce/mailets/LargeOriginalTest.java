package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.mailets.Workbench.failed;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MimeMessageSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.failure.RecipientOutcome;

class LargeOriginalTest {
    private static final long SIZE = 40L << 20;
    private static final long BUDGET = 2L << 20;

    @TempDir
    private Path directory;

    @Test
    void a_report_that_returns_40_megabytes_lives_in_2() throws Exception {
        try (var bench = new Workbench(directory, Map.of("sizeLimit", "0"))) {
            bounce(bench, new Generated(SIZE, Long.MAX_VALUE), failed("warm-up@example.org", "550 5.1.1 no such user"));
            var original = new Generated(SIZE, 8L << 20);
            long before = liveHeap();
            bounce(bench, original, failed("ben@example.org", "550 5.1.1 no such user"));
            long taken = original.mostHeap - before;
            System.out.printf(Locale.ROOT, "Live heap for 40 MiB: %.2f MiB%n", taken / (double) (1 << 20));
            assertThat(taken).isLessThan(BUDGET);
            assertThat(original.measurements).isGreaterThanOrEqualTo(5);
            var report = bench.sent().getLast().getMsg();
            assertThat(report.getSize()).isGreaterThan((int) SIZE);
            bench.sent().forEach(sent -> LifecycleUtil.dispose(sent.getMsg()));
        }
    }

    private static void bounce(Workbench bench, Generated original, RecipientOutcome outcome) throws Exception {
        var mail = Workbench.mail("me@localhost", outcome);
        mail.setMessageContent(original);
        bench.mailet.service(mail);
        LifecycleUtil.dispose(mail);
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A message that exists only while it is read, and that looks at the heap now and then while it is. */
    private static final class Generated implements MimeMessageSource {
        private static final byte[] HEADER =
                "From: me@localhost\r\nSubject: large\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LINE = ("x".repeat(76) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        private final long size;
        private final long measureEvery;
        private long mostHeap;
        private int measurements;

        Generated(long size, long measureEvery) {
            this.size = size;
            this.measureEvery = measureEvery;
        }

        @Override
        public String getSourceId() {
            return "generated";
        }

        @Override
        public long getMessageSize() {
            return size;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private long read;

                @Override
                public int read() {
                    if (read >= size) {
                        return -1;
                    }
                    if (read > 0 && read % measureEvery == 0) {
                        measure();
                    }
                    return at(read++);
                }

                @Override
                public int read(byte[] to, int from, int length) {
                    int first = length == 0 ? -1 : read();
                    if (first < 0) {
                        return length == 0 ? 0 : -1;
                    }
                    to[from] = (byte) first;
                    int n = 1;
                    while (n < length && read < size && read % measureEvery != 0) {
                        to[from + n++] = at(read++);
                    }
                    return n;
                }
            };
        }

        private static byte at(long position) {
            return position < HEADER.length
                    ? HEADER[(int) position]
                    : LINE[(int) ((position - HEADER.length) % LINE.length)];
        }

        private void measure() {
            measurements++;
            mostHeap = Math.max(mostHeap, liveHeap());
        }
    }
}
