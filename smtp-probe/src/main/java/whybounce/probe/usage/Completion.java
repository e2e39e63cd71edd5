package whybounce.probe.usage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a shell reads to complete commands, options and their values. */
public final class Completion {

    private static final String FOR = "#";

    private Completion() {}

    /** The script for {@code shell}; empty for one that is not known. */
    public static Optional<String> of(String shell) {
        return switch (shell) {
            case "bash" -> Optional.of(bash());
            // zsh takes bash's own completions since 4.2.
            case "zsh" -> Optional.of("autoload -U +X bashcompinit && bashcompinit\n" + bash());
            default -> Optional.empty();
        };
    }

    private static String bash() {
        var script = new StringBuilder(FOR + " Completes smtp-probe; read it with: source FILE\n");
        script.append("_smtp_probe() {\n")
                .append("  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n")
                .append("  COMPREPLY=()\n")
                .append("  if [ \"$COMP_CWORD\" = 1 ]; then\n")
                .append(words("    ", names() + " --help --version"))
                .append("    return\n  fi\n")
                .append("  case \"${COMP_WORDS[1]}\" in\n");
        Program.commands().forEach(command -> command(script, command));
        return script.append("  esac\n}\n")
                .append("complete -o bashdefault -F _smtp_probe smtp-probe\n")
                .toString();
    }

    private static String names() {
        return Program.commands().stream().map(CommandUsage::name).collect(Collectors.joining(" "));
    }

    private static void command(StringBuilder script, CommandUsage command) {
        script.append("    ").append(command.name()).append(")\n");
        if (command.options().anyMatch(option -> !option.isSwitch())) {
            script.append("      case \"$before\" in\n");
            command.options()
                    .filter(option -> !option.isSwitch())
                    .forEach(option -> script.append("        ")
                            .append(String.join(" | ", option.names()))
                            .append(")\n")
                            .append(value(option))
                            .append("          return ;;\n"));
            script.append("      esac\n");
        }
        script.append("      if [ \"${word:0:1}\" = - ]; then\n")
                .append(words("        ", options(command)))
                .append("      else\n")
                .append(input(command))
                .append("      fi ;;\n");
    }

    private static String options(CommandUsage command) {
        return command.options().map(option -> option.names().getFirst()).collect(Collectors.joining(" "));
    }

    private static String value(Option option) {
        return switch (option.value()) {
            case "FILE" -> made("          ", "-f");
            case "DIR" -> made("          ", "-d");
            default ->
                option.choices().isEmpty() ? "" : words("          ", String.join(" ", List.copyOf(option.choices())));
        };
    }

    private static String input(CommandUsage command) {
        var margin = "        ";
        return switch (command.inputs()) {
            case NOTHING -> words(margin, options(command));
            case FILE -> made(margin, "-f");
            case FOLDER -> made(margin, "-d");
            case COMMAND -> words(margin, names());
            case SHELL -> words(margin, "bash zsh");
        };
    }

    private static String words(String margin, String words) {
        return made(margin, "-W \"" + words + "\"");
    }

    /** Reads a line a word, so that a name with spaces stays one. */
    private static String made(String margin, String what) {
        return margin + "while IFS= read -r each; do COMPREPLY+=(\"$each\"); done < <(compgen " + what
                + " -- \"$word\")\n";
    }
}
