package whybounce.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was sent or asked within the last hour, in a small file, so that nobody is flooded and no list of addresses is
 * tried out. A line for each: seconds since 1970, the address.
 */
final class Ledger {

    /** What {@code --max-per-hour} is compared with. */
    private static final Duration HOUR = Duration.ofHours(1);

    /** Of a foreign domain so many addresses may be tried without a message; more is a list. */
    static final int FEW = 3;

    /** Of the file that is read; a line is seldom longer than fifty octets. */
    private static final int MAX_OCTETS = 4 << 20;

    private final Path file;

    /** One line. */
    private record Line(Instant time, String address) {

        private String domain() {
            return address.substring(address.lastIndexOf('@') + 1);
        }

        @Override
        public String toString() {
            return time.getEpochSecond() + " " + address + "\n";
        }
    }

    Ledger(Path file) {
        this.file = file;
    }

    /** Where it is unless somebody says otherwise: XDG Base Directory Specification 0.8, {@code XDG_STATE_HOME}. */
    static Path usual(Optional<String> stateHome, String home) {
        var state = stateHome.filter(path -> path.startsWith("/")).map(Path::of).orElse(Path.of(home, ".local/state"));
        return state.resolve("whybounce").resolve("smtp-probe.sent");
    }

    /** Notes an address down once, unless that is too much. */
    Optional<String> note(String recipient, Instant now, int mostPerHour, boolean probes, boolean owned)
            throws IOException {
        return note(recipient, now, mostPerHour, probes, owned, 1);
    }

    /**
     * Notes an address down, unless that is too much.
     *
     * @param probes whether it is asked for only, and no message sent
     * @param times how often
     * @return why not
     */
    Optional<String> note(String recipient, Instant now, int mostPerHour, boolean probes, boolean owned, int times)
            throws IOException {
        synchronized (Ledger.class) { // A lock on a file keeps other processes out, and not our own threads.
            return noteAlone(recipient, now, mostPerHour, probes, owned, times);
        }
    }

    private Optional<String> noteAlone(
            String recipient, Instant now, int mostPerHour, boolean probes, boolean owned, int times)
            throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock(); // Several may run at once; closing the file ends it.
            var lines = lines(channel, now);
            var line = new Line(now, recipient.toLowerCase(Locale.ROOT).replaceAll("\\s", ""));
            var refused = refused(lines, line, times, mostPerHour, probes && !owned);
            if (refused.isEmpty()) {
                lines.addAll(Collections.nCopies(times, line));
                write(channel, lines);
            }
            return refused;
        }
    }

    private static Optional<String> refused(List<Line> before, Line line, int times, int mostPerHour, boolean fewOnly) {
        var same = before.stream()
                .filter(each -> each.domain().equals(line.domain()))
                .toList();
        if (same.size() + times > mostPerHour) {
            var more = times == 1 ? "" : " and " + times + " more are wanted";
            return Optional.of(count(same.size()) + " went to " + line.domain() + " within the last hour" + more
                    + ", and --max-per-hour is " + mostPerHour);
        }
        var others = same.stream()
                .map(Line::address)
                .filter(address -> !address.equals(line.address()))
                .distinct()
                .count();
        if (fewOnly && others >= FEW) {
            return Optional.of("more than " + FEW + " addresses of " + line.domain()
                    + " were tried within the last hour; whoever runs that domain may go on with --i-own-this-domain");
        }
        return Optional.empty();
    }

    private static String count(int messages) {
        return messages == 1 ? "1 message" : messages + " messages";
    }

    private static List<Line> lines(FileChannel channel, Instant now) throws IOException {
        var lines = new ArrayList<Line>();
        var bytes = Channels.newInputStream(channel).readNBytes(MAX_OCTETS);
        for (var text : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            line(text)
                    .filter(line -> line.time().isAfter(now.minus(HOUR)))
                    // A clock that was put back must not keep somebody out for long.
                    .filter(line -> !line.time().isAfter(now.plus(HOUR)))
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /** A line that somebody spoiled is passed over. */
    private static Optional<Line> line(String text) {
        int space = text.indexOf(' ');
        try {
            var time = Instant.ofEpochSecond(Long.parseLong(text.substring(0, Math.max(space, 0))));
            return Optional.of(new Line(time, text.substring(space + 1)));
        } catch (NumberFormatException | DateTimeException spoiled) {
            return Optional.empty();
        }
    }

    private static void write(FileChannel channel, List<Line> lines) throws IOException {
        var text = new StringBuilder();
        lines.forEach(text::append);
        channel.truncate(0);
        channel.position(0);
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
