package whybounce.probe.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code --help} shows, for a terminal of 80 columns. */
public final class HelpText {

    private static final int WIDTH = 78;
    private static final int INDENT = 2;

    /** Where the words of an option begin; a longer name has a line of its own. */
    private static final int COLUMN = 26;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Where a command may be broken: an option stays with its value. */
    private static final Pattern BEFORE_OPTION = Pattern.compile(" (?=--)");

    private final StringBuilder text = new StringBuilder();

    private HelpText() {}

    /** Of the whole program: what there is. */
    public static String overview() {
        var help = new HelpText();
        help.line(Program.NAME + " COMMAND [OPTION...]").gap().paragraphs(Program.ABOUT);
        help.heading("Commands");
        Program.commands().forEach(each -> help.entry(each.name(), each.summary()));
        help.heading("Exit codes of every command");
        Program.EXITS.forEach(exit -> help.entry(exit.code(), exit.words()));
        help.heading("Examples");
        Program.commands().stream()
                .limit(5)
                .forEach(each -> help.example(each.examples().getFirst()));
        help.gap().line(Program.NAME + " COMMAND --help says what a command does, with options and examples.");
        return help.text.toString();
    }

    /** Of one command. */
    public static String of(CommandUsage command) {
        var help = new HelpText();
        command.forms().forEach(form -> help.line(Program.NAME + " " + form));
        help.gap().wrapped(0, sentence(command.summary())).gap().paragraphs(command.about());
        command.groups().forEach(group -> {
            help.heading(group.title());
            group.options().forEach(option -> help.entry(option.typed(), words(option)));
        });
        help.heading("Exit codes");
        command.exits().forEach(exit -> help.entry(exit.code(), exit.words()));
        help.heading("Examples");
        command.examples().forEach(help::example);
        return help.text.toString();
    }

    static String words(Option option) {
        return option.words() + (option.choices().isEmpty() ? "" : ": " + String.join(", ", option.choices()));
    }

    static String sentence(String summary) {
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
    }

    private HelpText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    private HelpText gap() {
        return line("");
    }

    private void heading(String title) {
        gap().line(title + ":").gap();
    }

    private void paragraphs(String about) {
        var paragraphs = List.of(about.split("\n\n", -1));
        for (int n = 0; n < paragraphs.size(); n++) {
            if (n > 0) {
                gap();
            }
            wrapped(0, paragraphs.get(n));
        }
    }

    private void entry(String name, String words) {
        var margin = " ".repeat(COLUMN);
        var start = " ".repeat(INDENT) + name;
        var lines = lines(SPACES, words, WIDTH - COLUMN);
        if (start.length() + INDENT > COLUMN) {
            line(start);
        } else {
            line((start + margin.substring(start.length())) + lines.removeFirst());
        }
        lines.forEach(line -> line(margin + line));
    }

    /** One command to be typed; a long one goes on in a line of its own, as a shell reads it. */
    private void example(String example) {
        var lines = lines(BEFORE_OPTION, example, WIDTH - 4 - Program.NAME.length());
        for (int n = 0; n < lines.size(); n++) {
            var start = n == 0 ? "  " + Program.NAME + " " : "    ";
            line(start + lines.get(n) + (n < lines.size() - 1 ? " \\" : ""));
        }
    }

    private HelpText wrapped(int indent, String words) {
        lines(SPACES, words, WIDTH - indent).forEach(line -> line(" ".repeat(indent) + line));
        return this;
    }

    private static List<String> lines(Pattern between, String words, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : between.splitAsStream(words.strip()).toList()) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
