package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.Stage;
import whybounce.probe.Command.CheckRules;
import whybounce.probe.Command.Classify;
import whybounce.probe.Command.Explain;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Man;
import whybounce.probe.Command.Version;
import whybounce.probe.Command.WithRules;
import whybounce.probe.Command.Wrong;

class CommandLineTest {

    static Stream<Arguments> lines() {
        var plain = new Explain(
                "550 no",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        var host = new Explain(
                "550 no",
                Optional.empty(),
                Optional.empty(),
                Optional.of("mx.example.org"),
                Optional.empty(),
                Optional.empty(),
                false);
        var all = new Explain(
                "-",
                Optional.of("bob@example.com"),
                Optional.of("ann@example.org"),
                Optional.of("mx.example.org"),
                Optional.of(Stage.RCPT),
                Optional.of("https://guide.example.com/"),
                true);
        return Stream.of(
                argumentSet("nothing", List.of(), new Wrong("no command")),
                argumentSet("help", List.of("--help"), new Help(Optional.empty())),
                argumentSet("help of a command", List.of("help", "send"), Help.of("send")),
                argumentSet("help of none", List.of("help", "snd"), new Wrong("help: unknown command: snd")),
                argumentSet("help among options", List.of("send", "--to", "bob", "--help"), Help.of("send")),
                argumentSet("no shell", List.of("completion"), new Wrong("completion: one shell, bash or zsh")),
                argumentSet("the manual", List.of("man"), new Man()),
                argumentSet("help of the manual", List.of("man", "--help"), Help.of("man")),
                argumentSet("version", List.of("--version"), new Version()),
                argumentSet("unknown command", List.of("exlpain", "550"), new Wrong("unknown command: exlpain")),
                argumentSet("classify", List.of("classify"), new Classify("-")),
                argumentSet("classify a file", List.of("classify", "replies.jsonl"), new Classify("replies.jsonl")),
                argumentSet(
                        "classify with rules",
                        List.of("classify", "--rules=conf/whybounce"),
                        new WithRules("conf/whybounce", new Classify("-"))),
                argumentSet(
                        "explain with rules",
                        List.of("explain", "550 no", "--rules", "conf/whybounce"),
                        new WithRules("conf/whybounce", plain)),
                argumentSet(
                        "explain help with rules",
                        List.of("explain", "--rules=conf/whybounce", "--help"),
                        Help.of("explain")),
                argumentSet("check rules", List.of("check-rules", "conf"), new CheckRules("conf")),
                argumentSet(
                        "check no rules",
                        List.of("check-rules"),
                        new Wrong("check-rules: one folder is wanted, such as conf/whybounce")),
                argumentSet("classify two", List.of("classify", "a", "b"), new Wrong("classify: more than one input")),
                argumentSet("a reply", List.of("explain", "550 no"), plain),
                argumentSet("option before", List.of("explain", "--remote-mta", "mx.example.org", "550 no"), host),
                argumentSet("option behind", List.of("explain", "550 no", "--remote-mta=mx.example.org"), host),
                argumentSet(
                        "all options",
                        List.of(
                                "explain",
                                "--json",
                                "--guide=https://guide.example.com/",
                                "--stage=rcpt to",
                                "--sender=bob@example.com",
                                "--recipient=ann@example.org",
                                "--remote-mta=mx.example.org",
                                "-"),
                        all),
                argumentSet("behind --", List.of("explain", "--", "550 no"), plain),
                argumentSet("help of explain", List.of("explain", "--help"), Help.of("explain")),
                argumentSet("no input", List.of("explain"), new Wrong("explain: a reply, a file or - is missing")),
                argumentSet(
                        "reply without quotes",
                        List.of("explain", "550", "no"),
                        new Wrong("explain: more than one input; a reply with spaces needs quotes")),
                argumentSet("unknown option", List.of("explain", "--jsno", "x"), new Wrong("unknown option: --jsno")),
                argumentSet(
                        "value missing",
                        List.of("explain", "x", "--remote-mta"),
                        new Wrong("--remote-mta needs a value")),
                argumentSet(
                        "value of a switch", List.of("explain", "x", "--json=1"), new Wrong("--json takes no value")),
                argumentSet(
                        "unknown stage", List.of("explain", "--stage=lunch", "x"), new Wrong("unknown stage: lunch")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void reads(List<String> arguments, Command expected) {
        assertThat(CommandLine.read(arguments)).isEqualTo(expected);
    }
}
