package whybounce.probe.usage;

import java.util.List;

/**
 * One option of a command.
 *
 * @param names as they are typed, the long one first
 * @param value what stands for the value, such as FILE; empty for a switch, which takes none
 * @param choices all the values there are; empty where there are too many to name
 * @param words what it does
 */
public record Option(List<String> names, String value, List<String> choices, String words) {

    public Option {
        names = List.copyOf(names);
        choices = List.copyOf(choices);
    }

    /** Without a value. */
    static Option flag(String name, String words) {
        return new Option(List.of(name), "", List.of(), words);
    }

    /** With a value; {@code names} are separated by spaces. */
    static Option with(String names, String value, String words) {
        return new Option(List.of(names.split(" ")), value, List.of(), words);
    }

    /** With one of a few values. */
    static Option of(String name, String value, List<String> choices, String words) {
        return new Option(List.of(name), value, choices, words);
    }

    public boolean isSwitch() {
        return value.isEmpty();
    }

    /** As a person types it: {@code --from, -f ADDRESS}. */
    String typed() {
        return String.join(", ", names) + (isSwitch() ? "" : " " + value);
    }
}
