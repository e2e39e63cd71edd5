package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The original is never held in memory. */
class StreamingTest {

    private static final long SIZE = 40L << 20;

    /** What one report may hold while it is written. */
    private static final long MAX_HEAP = 2L << 20;

    /** A message that is made while it is read: a header and lines of 76 octets. */
    private static final class Made extends InputStream {
        private static final byte[] HEAD =
                "Subject: large\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        private long at;
        private int largest;

        @Override
        public int read() {
            return at >= SIZE ? -1 : octet(at++);
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (at >= SIZE) {
                return -1;
            }
            largest = Math.max(largest, length);
            int n = (int) Math.min(length, SIZE - at);
            for (int i = 0; i < n; i++) {
                to[from + i] = octet(at++);
            }
            return n;
        }

        private static byte octet(long index) {
            if (index < HEAD.length) {
                return HEAD[(int) index];
            }
            int column = (int) ((index - HEAD.length) % 78);
            return (byte) (column == 76 ? '\r' : column == 77 ? '\n' : 'a');
        }
    }

    /** Counts what comes, and looks at the live heap now and then. */
    private static final class Sink extends OutputStream {
        private long count;
        private long next = 8L << 20;
        private long highest;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            count += length;
            if (count > next) {
                next += 8L << 20;
                highest = Math.max(highest, live());
            }
        }
    }

    @Test
    void forty_megabytes_cost_less_than_two() throws IOException {
        var made = new Made();
        var sink = new Sink();
        var report = Scene.refusal("550 5.1.1 no")
                .original(new Original(
                        Optional.empty(), Optional.empty(), Optional.empty(), Original.Returned.WHOLE, () -> {
                            made.at = 0;
                            return made;
                        }))
                .report();
        new DsnWriter().write(report, OutputStream.nullOutputStream());
        long before = live();
        new DsnWriter().write(report, sink);
        assertThat(sink.count).isGreaterThan(SIZE);
        assertThat(sink.highest - before).isLessThan(MAX_HEAP);
        assertThat(made.largest).isLessThanOrEqualTo(OriginalBytes.CHUNK);
    }

    @Test
    void an_original_that_is_all_header_is_cut() throws Exception {
        var endless = new InputStream() {
            private long at;

            @Override
            public int read() {
                return "X-Line: and so on\r\n".charAt((int) (at++ % 19));
            }

            @Override
            public int read(byte[] to, int from, int length) {
                for (int i = 0; i < length; i++) {
                    to[from + i] = (byte) read();
                }
                return length;
            }
        };
        var original = new Original(
                Optional.empty(), Optional.empty(), Optional.empty(), Original.Returned.HEADERS, () -> endless);
        var report = Parsed.of(Scene.refusal("550 no").original(original));
        assertThat(report.original().length).isBetween(HeaderSection.MAX, HeaderSection.MAX + 20);
        assertThat(report.part(2).getDescription()).isEqualTo("the first 262144 octets of the header");
    }

    @Test
    void an_original_that_cannot_be_read_does_not_stop_the_report() throws Exception {
        var original =
                new Original(Optional.empty(), Optional.empty(), Optional.empty(), Original.Returned.WHOLE, () -> {
                    throw new IOException("gone");
                });
        var report = Parsed.of(Scene.refusal("550 no").original(original));
        assertThat(report.parts().getCount()).isEqualTo(2);
        assertThat(report.text()).contains("The message could not be attached.");
    }

    @Test
    void a_boundary_that_stands_in_the_original_is_not_used() throws Exception {
        var first = boundary(Scene.refusal("550 no").written());
        var body = "A: b\r\n\r\n--" + first + "\r\n--" + first + "--\r\n";
        var octets = body.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var written = Scene.refusal("550 no")
                .original(Scene.original(octets, Original.Returned.WHOLE))
                .written();
        assertThat(boundary(written)).isNotEqualTo(first);
        assertThat(Parsed.of(written).original()).isEqualTo(octets);
    }

    private static String boundary(byte[] written) throws Exception {
        return new jakarta.mail.internet.ContentType(Parsed.of(written).header("Content-Type"))
                .getParameter("boundary");
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
