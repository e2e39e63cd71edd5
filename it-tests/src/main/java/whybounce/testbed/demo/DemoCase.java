package whybounce.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import whybounce.testbed.Dialogue;

/**
 * One message of the demonstration, and the world it meets. Its text has fields, {@code title}, {@code from} (where it is
 * not {@link DemoWorld#SENDER}), {@code to}, {@code expect} (one a recipient), {@code size} (bytes, where it matters) and
 * {@code sign} (the selector, where the message is signed), and then sections: {@code [peer HOST]} with a {@link Dialogue}, {@code [closed HOST]} for a host on which nobody
 * listens, and {@code [dns]} with records. Hosts of peers get their addresses by themselves.
 *
 * @param name of the file, without its ending
 * @param to the arguments of RCPT: addresses, with NOTIFY and the like behind them
 * @param selector that the message is signed with
 * @param dns records; {@code {key}} stands for the data of the signing key's record
 */
record DemoCase(
        String name,
        String title,
        String from,
        List<String> to,
        int size,
        Optional<String> selector,
        List<Expected> expected,
        Map<String, Dialogue> peers,
        List<String> closed,
        String dns) {

    /** As long as a short letter. */
    private static final int USUAL_SIZE = 200;

    private static final Pattern FIELD = Pattern.compile("(title|from|to|expect|size|sign): (.*)");
    private static final Pattern SECTION = Pattern.compile("\\[(peer|closed|dns) ?([\\w.-]*)\\]");
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    /** The cases of {@code folder} in the order of their names. */
    static List<DemoCase> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var cases = new ArrayList<DemoCase>();
            for (var file : files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                cases.add(parse(name.substring(0, name.length() - ".txt".length()), Files.readString(file)));
            }
            return cases;
        }
    }

    static DemoCase parse(String name, String text) {
        var reading = new Reading(name);
        text.lines().filter(line -> !line.startsWith("#")).forEach(reading::line);
        return reading.done();
    }

    /** Whether a report is to tell its sender something. */
    boolean isReported() {
        return expected.stream().anyMatch(one -> one.fate().isReported());
    }

    /** The part read so far. */
    private static final class Reading {
        private final String name;
        private String title = "";
        private String from = DemoWorld.SENDER;
        private int size = USUAL_SIZE;
        private Optional<String> selector = Optional.empty();
        private final List<String> to = new ArrayList<>();
        private final List<Expected> expected = new ArrayList<>();
        private final Map<String, StringBuilder> peers = new LinkedHashMap<>();
        private final List<String> closed = new ArrayList<>();
        private final StringBuilder dns = new StringBuilder();
        private StringBuilder section = new StringBuilder();
        private boolean inSections;

        Reading(String name) {
            this.name = name;
        }

        void line(String line) {
            var begins = SECTION.matcher(line);
            if (begins.matches()) {
                inSections = true;
                section(begins.group(1), begins.group(2));
            } else if (inSections) {
                section.append(line).append('\n');
            } else if (!line.isBlank()) {
                field(line);
            }
        }

        private void section(String kind, String host) {
            switch (kind) {
                case "peer" -> section = peers.computeIfAbsent(host, h -> new StringBuilder());
                case "closed" -> closed.add(host);
                default -> section = dns;
            }
        }

        private void field(String line) {
            var field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new IllegalArgumentException(name + ": not understood: " + line);
            }
            String value = field.group(2);
            switch (field.group(1)) {
                case "title" -> title = value;
                case "from" -> from = value;
                case "to" -> to.addAll(COMMA.splitAsStream(value).toList());
                case "expect" -> expected.add(Expected.parse(value));
                case "sign" -> selector = Optional.of(value);
                default -> size = Integer.parseInt(value);
            }
        }

        DemoCase done() {
            if (to.size() != expected.size()) {
                throw new IllegalArgumentException(name + ": one expect for each recipient is wanted");
            }
            var dialogues = new LinkedHashMap<String, Dialogue>();
            peers.forEach((host, script) -> dialogues.put(host, Dialogue.parse(script.toString())));
            return new DemoCase(
                    name,
                    title,
                    from,
                    List.copyOf(to),
                    size,
                    selector,
                    List.copyOf(expected),
                    dialogues,
                    closed,
                    dns.toString());
        }
    }
}
