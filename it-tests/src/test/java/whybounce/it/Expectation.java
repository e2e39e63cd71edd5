package whybounce.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to come of a scenario, from its file {@code expected}:
 *
 * <pre>
 * delivered at mx1: ok@b.example.org
 * log: *cause=greylisted*
 * === report
 * --- header
 * Subject: Not delivered: *
 * --- text
 * ...
 * --- machine
 * Reporting-MTA: dns; *
 * ...
 * </pre>
 *
 * Without a {@code === report} no report may come. {@code === message} is mail that is no report of ours: of it
 * the machine part does not count. {@code === report to ADDRESS} is one that somebody else than the sender
 * gets. All sections are {@link Golden}; of the header each field named must be there as it stands,
 * and the text is {@linkplain ParsedReport#unwrapped unwrapped}.
 *
 * @param delivered recipients by the peer that took the message for them; peers not named took none
 * @param log lines that the relay logs
 */
record Expectation(Map<String, List<String>> delivered, List<Golden> log, List<ExpectedReport> reports) {

    /**
     * @param to empty for the sender
     * @param machine empty when it is no report
     */
    record ExpectedReport(String to, List<Golden> header, Golden text, Optional<Golden> machine) {}

    static Expectation parse(String file) {
        var chapters = chapters(file, "=== ");
        var delivered = new LinkedHashMap<String, List<String>>();
        var log = new ArrayList<Golden>();
        for (var line : filled(chapters.remove(0).body())) {
            if (line.startsWith("delivered at ")) {
                var words = line.substring("delivered at ".length()).split(":\\s*", 2);
                delivered.put(words[0], List.of(words[1].split(",?\\s+")));
            } else if (line.startsWith("log: ")) {
                log.add(new Golden(line.substring("log: ".length())));
            } else {
                throw new IllegalArgumentException("not understood: " + line);
            }
        }
        return new Expectation(
                delivered, log, chapters.stream().map(Expectation::report).toList());
    }

    private static ExpectedReport report(Chapter chapter) {
        var sections = new LinkedHashMap<String, String>();
        for (var section : chapters(chapter.body(), "--- ")) {
            sections.put(section.title(), section.body());
        }
        var title = chapter.title().split(" to ", 2);
        var wanted = title[0].equals("report") ? Set.of("", "header", "text", "machine") : Set.of("", "header", "text");
        if (!sections.keySet().equals(wanted)) {
            throw new IllegalArgumentException(title[0] + " with the sections " + sections.keySet());
        }
        return new ExpectedReport(
                title.length > 1 ? title[1] : "",
                filled(section(sections, "header")).stream().map(Golden::new).toList(),
                new Golden(section(sections, "text")),
                Optional.ofNullable(sections.get("machine")).map(Golden::new));
    }

    private static String section(Map<String, String> sections, String name) {
        var body = sections.get(name);
        if (body == null) {
            throw new IllegalArgumentException("a report without --- " + name);
        }
        return body;
    }

    private record Chapter(String title, String body) {}

    /** The text before the first title has the title "". */
    private static List<Chapter> chapters(String text, String mark) {
        var chapters = new ArrayList<Chapter>();
        var title = "";
        var body = new StringBuilder();
        for (var line : text.lines().toList()) {
            if (line.startsWith(mark)) {
                chapters.add(new Chapter(title, body.toString()));
                title = line.substring(mark.length()).strip();
                body = new StringBuilder();
            } else {
                body.append(line).append('\n');
            }
        }
        chapters.add(new Chapter(title, body.toString()));
        return chapters;
    }

    private static List<String> filled(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
