package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.usage.CommandUsage;
import whybounce.probe.usage.Option;
import whybounce.probe.usage.Program;

/** Parsers, help, manual and completion know the same options. */
class UsageTest {

    private static final Pattern QUOTED = Pattern.compile("(\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Path MANUAL = Path.of("..", "docs", "smtp-probe.1");

    static Stream<Arguments> options() {
        return Program.commands().stream()
                .flatMap(command -> command.options().map(option -> Arguments.of(command, option)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatIsDeclaredIsTakenAndTold(CommandUsage command, Option option) {
        for (var name : option.names()) {
            var run = option.isSwitch()
                    ? ProbeRun.of(command.name(), name)
                    : ProbeRun.of(
                            command.name(),
                            name,
                            option.choices().stream().findFirst().orElse("1"));

            assertThat(run.err()).doesNotContain("unknown option", "takes no arguments");
            assertThat(ProbeRun.of(command.name(), "--help").out()).contains(name);
            assertThat(ProbeRun.of("man").out()).contains(name.replace("-", "\\-"));
        }
        assertThat(ProbeRun.of("completion", "bash").out())
                .contains(option.names().getFirst());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHelps(CommandUsage command) {
        var run = ProbeRun.of("help", command.name());

        assertThat(run.out()).startsWith("smtp-probe " + command.name()).contains("Examples:");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(ProbeRun.of("--help").out()).contains("  " + command.name() + " ");
        assertThat(run.code()).isZero();
    }

    /** What stands behind a pipe or an arrow is the shell's. */
    @ParameterizedTest
    @MethodSource("commands")
    void whatIsGivenAsAnExampleIsUnderstood(CommandUsage command) {
        for (var example : command.examples()) {
            var words = QUOTED.matcher(example.replaceFirst(" [|<>] .*", ""))
                    .results()
                    .map(word -> word.group().replace("\"", "").replace("'", ""))
                    .toList();
            assertThat(CommandLine.read(words)).as(example).isNotInstanceOf(Command.Wrong.class);
        }
    }

    static List<CommandUsage> commands() {
        return Program.commands();
    }

    @ParameterizedTest
    @CsvSource({
        "send --nonsense, send --help",
        "send --from=ann@example.com, send --help",
        "replay, replay --help",
        "sned, smtp-probe --help"
    })
    void whoSlipsIsToldWhereToLook(String line, String where) {
        var run = ProbeRun.of(line.split(" "));

        assertThat(run.err()).contains(where);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void theManualInTheDocumentsIsTheOneThatIsWritten() throws IOException {
        var written = ProbeRun.of("man").out();
        if (Boolean.getBoolean("manual.write")) {
            Files.writeString(MANUAL, written);
        }
        assertThat(Files.readString(MANUAL)).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "smtp-probe se, send",
        "smtp-probe send --quit-af, --quit-after",
        "smtp-probe send --quit-after gre, greeting",
        "smtp-probe send --auth SCR, SCRAM-SHA-256",
        "smtp-probe completion zs, zsh",
        "smtp-probe help check-, check-rules",
        "smtp-probe replay a-f, a-file with spaces.jsonl"
    })
    void bashCompletes(String line, String word, @TempDir Path folder) throws Exception {
        Files.createFile(folder.resolve("a-file with spaces.jsonl"));
        var script = Files.writeString(
                folder.resolve("script"),
                ProbeRun.of("completion", "bash").out()
                        + "COMP_WORDS=(" + line + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_smtp_probe\n"
                        + "printf '%s\\n' \"${COMPREPLY[@]}\"\n");
        var bash = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEqualTo(word + "\n");
    }
}
