package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.probe.report.Palette;

/** An operator's own rules at the command line. */
class RulesCheckTest {

    private static final String RULE = """
            [[rule]]
            id = "gateway"
            cause = "content-spam"
            phrases = ["held by our gateway"]
            examples = ["550 5.7.1 Held by our gateway"]
            words.headline = "our gateway holds it"
            """;

    private static final String REPLY = "550 5.7.1 Message held by our gateway";

    @TempDir
    private Path folder;

    private Path file;

    private record Run(ExitCode code, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("own.toml"), RULE);
    }

    private static Run run(String input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var source = new Source(in, Clock.systemUTC());
        var code = new SmtpProbe(source, Palette.PLAIN, printer(out), printer(err), Optional.empty())
                .run(List.of(arguments));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Test
    void aGoodFolderIsCounted() {
        assertThat(run("", "check-rules", folder + "/"))
                .isEqualTo(
                        new Run(ExitCode.GOOD, folder + ": good. 1 file (own.toml), 1 rule, words for 1 cause.\n", ""));
    }

    @Test
    void everyMistakeIsALine() throws IOException {
        Files.writeString(file, RULE.replace("content-spam", "spam").replace("phrases", "phrase"));
        var run = run("", "check-rules", folder.toString());
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEM);
        assertThat(run.out().lines())
                .containsExactly(
                        file + ":2: rule gateway: asks for nothing: needs codes, status, phrases, all or list",
                        file + ":3: rule gateway: there is no cause spam",
                        file + ":4: rule gateway: unknown key phrase; phrases is meant?",
                        folder + ": 3 mistakes. As it is, none of it would be used.");
    }

    @Test
    void noFolderAndNoFileAreTold() throws IOException {
        assertThat(run("", "check-rules", folder + "/no").err()).contains("/no is no folder");
        assertThat(run("", "check-rules", file.toString()).err()).contains("is a file; the folder is wanted");
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThat(run("", "check-rules", link.toString()).err()).contains("is a link that leads nowhere");
        Files.delete(file);
        var run = run("", "check-rules", folder.toString());
        assertThat(run.err()).contains("has no file whose name ends in .toml");
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEM);
    }

    @Test
    void explainAndClassifyUseThem() {
        assertThat(run("", "explain", "--rules", folder.toString(), REPLY).out())
                .contains("our gateway holds it", "own.gateway");
        assertThat(run("{\"reply\":\"" + REPLY + "\"}", "classify", "--rules", folder.toString())
                        .out())
                .contains("\"rule\":\"own.gateway\"");
        assertThat(run("", "explain", REPLY).out()).doesNotContain("own.gateway");
    }

    @Test
    void withMistakesNothingIsExplained() throws IOException {
        Files.writeString(file, "[[rule]");
        var run = run("", "explain", "--rules", folder.toString(), REPLY);
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEM);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("own.toml:1: not TOML: ");
    }
}
