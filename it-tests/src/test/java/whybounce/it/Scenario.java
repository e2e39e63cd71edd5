package whybounce.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import whybounce.reply.Octets;
import whybounce.testbed.Dialogue;
import whybounce.testbed.Submission;

/**
 * A message, the world it goes into, and what is to come of it: a folder of {@code it-tests/scenarios}.
 *
 * <ul>
 *   <li>{@code mail.eml} the message; line ends become CR LF
 *   <li>{@code envelope} lines {@code from:} and {@code to:}, with the parameters of RFC 3461; {@code copies:} says how often
 *       the message is sent, 1 if not at all
 *   <li>{@code zone} what the DNS knows, as in {@code TestDns}
 *   <li>{@code NAME.peer} how the server NAME behaves, as in {@link Dialogue}
 *   <li>{@code delivery} parameters of the delivery mailet other than the usual ones, none after the colon for
 *       not at all; {@code class:} is another mailet
 *   <li>{@code bounce} the same of the report mailet; {@code then:} is a mailet behind it
 *   <li>{@code expected} see {@link Expectation}
 * </ul>
 *
 * In zone, delivery and bounce <code>{NAME}</code> is the address of peer NAME, <code>{closed}</code> an address where nobody
 * listens, <code>{port}</code> the port that stands for 25, <code>{dns}</code> the name server.
 */
record Scenario(
        String name,
        Octets mail,
        String from,
        List<String> to,
        int copies,
        String zone,
        Map<String, Dialogue> peers,
        Map<String, String> delivery,
        Map<String, String> bounce,
        Expectation expected) {

    private static final Set<String> FILES = Set.of("mail.eml", "envelope", "zone", "delivery", "bounce", "expected");
    private static final String PEER = ".peer";
    private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

    static List<Scenario> all(Path folder) throws IOException {
        try (var folders = Files.list(folder)) {
            var all = new ArrayList<Scenario>();
            for (var scenario : folders.sorted().toList()) {
                all.add(read(scenario));
            }
            if (all.isEmpty()) {
                throw new IllegalStateException("no scenarios in " + folder);
            }
            return all;
        }
    }

    static Scenario read(Path folder) throws IOException {
        var name = folder.getFileName().toString();
        try {
            refuseUnknown(folder);
            var envelope = pairs(file(folder, "envelope"));
            return new Scenario(
                    name,
                    Octets.of(file(folder, "mail.eml").lines().collect(Collectors.joining("\r\n", "", "\r\n"))),
                    envelope.getOrDefault("from", List.of("")).getFirst(),
                    envelope.getOrDefault("to", List.of()),
                    Integer.parseInt(
                            envelope.getOrDefault("copies", List.of("1")).getFirst()),
                    optional(folder, "zone"),
                    peers(folder),
                    settings(folder, "delivery"),
                    settings(folder, "bounce"),
                    Expectation.parse(file(folder, "expected")));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("scenario " + name + ": " + e.getMessage(), e);
        }
    }

    private static void refuseUnknown(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var unknown = files.map(file -> file.getFileName().toString())
                    .filter(file -> !FILES.contains(file) && !file.endsWith(PEER))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("no such kind of file: " + unknown);
            }
        }
    }

    private static Map<String, Dialogue> peers(Path folder) throws IOException {
        var peers = new LinkedHashMap<String, Dialogue>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(PEER)) {
                    peers.put(name.substring(0, name.length() - PEER.length()), Dialogue.parse(Files.readString(file)));
                }
            }
        }
        return peers;
    }

    private static Map<String, String> settings(Path folder, String file) {
        var settings = new LinkedHashMap<String, String>();
        pairs(optional(folder, file)).forEach((key, values) -> settings.put(key, values.getLast()));
        return settings;
    }

    /** Lines {@code key: value}, several with one key in their order. */
    private static Map<String, List<String>> pairs(String text) {
        var pairs = new LinkedHashMap<String, List<String>>();
        for (var line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                var pair = line.split(":\\s*", 2);
                pairs.computeIfAbsent(pair[0], key -> new ArrayList<>()).add(pair[1]);
            }
        }
        return pairs;
    }

    private static String optional(Path folder, String name) {
        return Files.exists(folder.resolve(name)) ? file(folder, name) : "";
    }

    private static String file(Path folder, String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("without a readable file " + name, e);
        }
    }

    Submission submission() {
        return new Submission(from, to, mail);
    }

    /** The address in MAIL FROM, empty for the null sender. */
    String sender() {
        return address(from);
    }

    /** The domains of the recipients. */
    Set<String> domains() {
        return to.stream()
                .map(Scenario::address)
                .map(address -> address.substring(address.indexOf('@') + 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static String address(String argument) {
        var matcher = ADDRESS.matcher(argument);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no <address> in " + argument);
        }
        return matcher.group(1);
    }
}
