package whybounce.probe.usage;

import java.util.List;
import java.util.stream.Stream;

/**
 * One command.
 *
 * @param summary what it does, in a line
 * @param forms how it is called, without the program's name
 * @param about what it does, paragraphs with an empty line between
 * @param inputs what its argument is, for the completion
 * @param examples without the program's name
 */
public record CommandUsage(
        String name,
        String summary,
        List<String> forms,
        String about,
        Input inputs,
        List<Group> groups,
        List<Exit> exits,
        List<String> examples) {

    public CommandUsage {
        forms = List.copyOf(forms);
        groups = List.copyOf(groups);
        exits = List.copyOf(exits);
        examples = List.copyOf(examples);
    }

    /** What stands on the command line beside the options. */
    public enum Input {
        NOTHING,
        FILE,
        FOLDER,
        COMMAND,
        SHELL
    }

    /** Options that belong together. */
    public record Group(String title, List<Option> options) {
        public Group {
            options = List.copyOf(options);
        }

        static Group of(String title, Option... options) {
            return new Group(title, List.of(options));
        }
    }

    /** One exit code, or several that are alike. */
    public record Exit(String code, String words) {}

    public Stream<Option> options() {
        return groups.stream().flatMap(group -> group.options().stream());
    }

    /** Whether there is such an option. */
    public boolean knows(String name) {
        return options().anyMatch(option -> option.names().contains(name));
    }

    /** Whether it is an option without a value. */
    public boolean isSwitch(String name) {
        return options().anyMatch(option -> option.isSwitch() && option.names().contains(name));
    }
}
