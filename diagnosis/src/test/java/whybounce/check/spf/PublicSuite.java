package whybounce.check.spf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import whybounce.dns.MapDns;

/**
 * The public test suite of RFC 7208, which is no part of this repository: the file that the system property {@code
 * whybounce.spf.suite} names, or the one in a folder {@code shared} beside it.
 */
final class PublicSuite {

    private static final String FILE = "shared/data/spf-rfc7208.yml";

    private PublicSuite() {}

    /**
     * One case.
     *
     * @param results those that are right
     * @param explanation {@code DEFAULT} where the record's own is not used
     */
    record Case(
            String name,
            String host,
            String helo,
            String mailFrom,
            List<String> results,
            Optional<String> explanation,
            MapDns dns) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Optional<Path> file() {
        var named = System.getProperty("whybounce.spf.suite");
        var beside = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder.getParent() != null, Path::getParent)
                .map(folder -> folder.resolve(FILE));
        return Stream.concat(Stream.ofNullable(named).map(Path::of), beside)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static List<Case> cases(Path file) throws IOException {
        var cases = new ArrayList<Case>();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (var scenario : yaml.loadAll(Files.readString(file, StandardCharsets.UTF_8))) {
            var parts = (Map<?, ?>) scenario;
            var dns = new MapDns(zone(part(parts, "zonedata")));
            part(parts, "tests").forEach((name, test) -> cases.add(read("" + name, (Map<?, ?>) test, dns)));
        }
        return cases;
    }

    private static Map<?, ?> part(Map<?, ?> scenario, String name) {
        return (Map<?, ?>) Objects.requireNonNull(scenario.get(name), name);
    }

    private static Case read(String name, Map<?, ?> test, MapDns dns) {
        var results = test.get("result") instanceof List<?> several ? several : List.of("" + test.get("result"));
        return new Case(
                name,
                "" + test.get("host"),
                "" + test.get("helo"),
                "" + test.get("mailfrom"),
                results.stream().map(Object::toString).toList(),
                Optional.ofNullable(test.get("explanation")).map(Object::toString),
                dns);
    }

    private static Map<String, List<String>> zone(Map<?, ?> data) {
        var zone = new HashMap<String, List<String>>();
        data.forEach((name, records) -> zone.put(("" + name).toLowerCase(Locale.ROOT), records((List<?>) records)));
        return zone;
    }

    private static List<String> records(List<?> entries) {
        boolean ownTexts = entries.stream().anyMatch(entry -> entry instanceof Map<?, ?> map && map.containsKey("TXT"));
        var lines = new ArrayList<String>();
        for (var entry : entries) {
            if (entry instanceof Map<?, ?> map) {
                map.forEach((type, value) -> record("" + type, value, ownTexts).ifPresent(lines::add));
            } else {
                lines.add("TIMED_OUT");
            }
        }
        return lines;
    }

    /** Its driver has to take a record of type SPF for a TXT one where there is none. */
    private static Optional<String> record(String type, Object value, boolean ownTexts) {
        return switch (type) {
            case "SPF" -> ownTexts ? Optional.empty() : Optional.of("TXT " + joined(value));
            case "TXT" -> value.equals("NONE") ? Optional.empty() : Optional.of("TXT " + joined(value));
            case "MX" -> {
                var host = "" + ((List<?>) value).get(1);
                yield Optional.of("MX " + ((List<?>) value).get(0) + " " + (host.isEmpty() ? "." : host));
            }
            default -> Optional.of(type + " " + value);
        };
    }

    private static String joined(Object value) {
        return value instanceof List<?> pieces
                ? String.join("", pieces.stream().map(Object::toString).toList())
                : value.toString();
    }
}
