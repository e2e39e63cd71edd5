package whybounce.probe.usage;

import java.util.List;
import java.util.Optional;
import whybounce.probe.usage.CommandUsage.Exit;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** All of smtp-probe: its commands, in the order in which they are told. */
public final class Program {

    static final String NAME = "smtp-probe";
    static final String SUMMARY = "tries a delivery of mail, and explains what mail servers said";

    static final String ABOUT = """
            Holds SMTP conversations on purpose, keeps every byte that a server says, and tells \
            in plain words what happened, who must act and what to do. It explains replies and \
            notifications that are there already as well.

            Colour is used on a terminal only, and not where NO_COLOR is set. What other servers \
            said is shown without the characters that a terminal obeys.""";

    /** Of every command. */
    static final List<Exit> EXITS = List.of(
            new Exit("0", "good, or explained"),
            new Exit("1", "a finding, or something that cannot be read"),
            new Exit("2", "wrong usage"),
            new Exit("3", "not known: no cause fits, the DNS did not answer, or something was not tested"));

    static final Option HELP = new Option(List.of("--help", "-h"), "", List.of(), "this");

    private static final CommandUsage COMPLETION = new CommandUsage(
            "completion",
            "writes what completes these commands in a shell",
            List.of("completion bash|zsh"),
            "Writes a script for the shell to read.",
            Input.SHELL,
            List.of(Group.of("Options", HELP)),
            EXITS,
            List.of("completion bash > ~/.smtp-probe.completion"));

    private static final CommandUsage MAN = new CommandUsage(
            "man",
            "writes the manual page",
            List.of("man"),
            "Writes the manual page of all commands, for man to show.",
            Input.NOTHING,
            List.of(Group.of("Options", HELP)),
            EXITS,
            List.of("man > smtp-probe.1", "man | man -l -"));

    private static final CommandUsage HELPING = new CommandUsage(
            "help",
            "says what a command does and which options it has",
            List.of("help [COMMAND]"),
            "The same as COMMAND --help.",
            Input.COMMAND,
            List.of(),
            EXITS,
            List.of("help send"));

    private static final CommandUsage VERSION = new CommandUsage(
            "version",
            "says which version this is",
            List.of("version"),
            "The same as --version.",
            Input.NOTHING,
            List.of(),
            EXITS,
            List.of("version"));

    private Program() {}

    public static List<CommandUsage> commands() {
        return List.of(
                SendUsage.COMMAND,
                ReplayUsage.COMMAND,
                WatchUsage.COMMAND,
                CheckUsage.COMMAND,
                DiagnoseUsage.COMMAND,
                ExplainUsage.EXPLAIN,
                ExplainUsage.CLASSIFY,
                ExplainUsage.CHECK_RULES,
                COMPLETION,
                MAN,
                HELPING,
                VERSION);
    }

    public static Optional<CommandUsage> command(String name) {
        return commands().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
