package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is flooded, and no list of addresses is tried out. */
class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final String FLOOD = "within the last hour, and --max-per-hour is ";
    private static final String LIST = "--i-own-this-domain";

    @TempDir
    private Path folder;

    static Stream<Arguments> histories() {
        return Stream.of(
                row("nothing before", "a@x.example", 1, true, ""),
                row("the hour's last", "a@x.example", 2, false, "", "10 a@x.example"),
                row("one too many", "a@x.example", 2, false, FLOOD, "10 a@x.example", "20 b@X.example"),
                row("more than an hour ago", "a@x.example", 1, false, "", "3601 a@x.example"),
                row("another domain", "a@x.example", 1, false, "", "1 a@y.example"),
                row("a subdomain is another", "a@x.example", 1, false, "", "1 a@m.x.example"),
                row("a few addresses", "d@x.example", 9, true, "", "1 a@x.example", "1 b@x.example"),
                row("a list", "d@x.example", 9, true, LIST, "1 a@x.example", "1 b@x.example", "1 c@x.example"),
                row("with a message", "d@x.example", 9, false, "", "1 a@x.example", "1 b@x.example", "1 c@x.example"),
                row("one again", "a@x.example", 9, true, "", "1 a@x.example", "1 b@x.example", "1 c@x.example"),
                row("spoiled lines", "a@x.example", 1, true, "", "what a@x.example", "", "99999999999999999999 a@b"),
                row("a clock put back", "a@x.example", 1, true, "", "-7200 a@x.example"));
    }

    /** Lines are seconds ago and an address. */
    private static Arguments row(String fact, String to, int most, boolean probes, String words, String... before) {
        return Arguments.of(fact, to, most, probes, words, List.of(before));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void refuses(String fact, String to, int most, boolean probes, String words, List<String> before)
            throws IOException {
        var file = folder.resolve("state").resolve("sent");
        Files.createDirectories(folder.resolve("state"));
        Files.write(file, before.stream().map(LedgerTest::line).toList());

        var refused = new Ledger(file).note(to, NOW, most, probes, false);

        assertThat(refused.isPresent()).isEqualTo(!words.isEmpty());
        assertThat(refused.orElse("")).contains(words);
        assertThat(new Ledger(file).note(to, NOW, Integer.MAX_VALUE, probes, true))
                .as("a domain of one's own")
                .isEmpty();
    }

    private static String line(String ago) {
        int space = ago.indexOf(' ');
        boolean isTime = space > 0 && space < 6 && ago.substring(0, space).matches("-?\\d+");
        return isTime
                ? NOW.minusSeconds(Long.parseLong(ago.substring(0, space))).getEpochSecond()
                        + ago.substring(space).toLowerCase(Locale.ROOT)
                : ago;
    }

    @Test
    void aFileThatIsNotThereIsMade() throws IOException {
        var file = folder.resolve("a").resolve("b");
        for (int sent = 0; sent < 2; sent++) {
            assertThat(new Ledger(file).note("a@x.example", NOW, 2, false, false))
                    .isEmpty();
        }
        assertThat(new Ledger(file).note("A@X.example", NOW, 2, false, false)).isPresent();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void nobodyIsTalkedToWhenItIsTooMuch() throws IOException {
        var file = folder.resolve("sent");
        new Ledger(file).note("a@example.org", Instant.now(), 1, false, false);

        var run = ProbeRun.of(
                "send",
                "--from=ann@example.com",
                "--to=bob@example.org",
                "--server=192.0.2.1",
                "--max-per-hour=1",
                "--state=" + file);

        assertThat(run.out())
                .contains("Not tested: 1 message went to example.org")
                .contains("Nothing was sent.")
                .doesNotContain("Trying");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void isWhereStatesAre() {
        assertThat(Ledger.usual(Optional.empty(), "/home/ann"))
                .isEqualTo(Path.of("/home/ann/.local/state/whybounce/smtp-probe.sent"));
        assertThat(Ledger.usual(Optional.of("/var/lib"), "/home/ann"))
                .isEqualTo(Path.of("/var/lib/whybounce/smtp-probe.sent"));
    }
}
