package whybounce.probe.usage;

import java.util.List;
import java.util.Locale;

/** The manual page, in the man macros (groff_man(7)) that every man reads. */
public final class ManPage {

    private final StringBuilder roff = new StringBuilder();

    private ManPage() {}

    /** The page of the whole program. */
    public static String write() {
        var page = new ManPage();
        page.line(".TH " + Program.NAME.toUpperCase(Locale.ROOT).replace("-", "\\-") + " 1");
        page.section("NAME").text(Program.NAME + " - " + Program.SUMMARY);
        page.section("SYNOPSIS");
        Program.commands().forEach(command -> command.forms().forEach(page::form));
        page.section("DESCRIPTION").paragraphs(Program.ABOUT);
        page.section("COMMANDS");
        Program.commands().forEach(page::command);
        page.section("EXIT STATUS").text("Of every command:");
        Program.EXITS.forEach(exit -> page.entry(exit.code(), exit.words()));
        page.section("ENVIRONMENT");
        page.entry("NO_COLOR", "no colour, whatever its value is");
        page.entry("JAVA_HOME", "the JDK that runs it, 21 or newer; otherwise one is looked for");
        page.entry("XDG_STATE_HOME", "where it is noted what was sent within the last hour");
        page.entry(
                "WHYBOUNCE_EXPECT_PASSWORD, WHYBOUNCE_BOUNCES_PASSWORD",
                "passwords of the mailboxes of send, where no file has them");
        page.section("EXAMPLES");
        Program.commands().forEach(command -> command.examples().forEach(page::example));
        return page.roff.toString();
    }

    private void command(CommandUsage command) {
        line(".SS " + safe(command.name()));
        text(HelpText.sentence(command.summary()));
        line(".PP");
        paragraphs(command.about());
        command.groups().forEach(group -> {
            line(".PP");
            text(group.title() + ":");
            group.options().forEach(option -> entry(option.typed(), HelpText.words(option)));
        });
        if (!command.exits().equals(Program.EXITS)) {
            line(".PP");
            text("Exit status:");
            command.exits().forEach(exit -> entry(exit.code(), exit.words()));
        }
    }

    private ManPage section(String title) {
        return line(".SH " + title);
    }

    private void form(String form) {
        line(".B " + safe(Program.NAME) + " " + safe(form)).line(".br");
    }

    private void entry(String name, String words) {
        line(".TP").line(".B " + quoted(name)).text(words);
    }

    private void example(String example) {
        line(".PP")
                .line(".nf")
                .line(".RS")
                .text(Program.NAME + " " + example)
                .line(".RE")
                .line(".fi");
    }

    private void paragraphs(String about) {
        var between = "";
        for (var paragraph : List.of(about.split("\n\n", -1))) {
            if (!between.isEmpty()) {
                line(between);
            }
            text(paragraph);
            between = ".PP";
        }
    }

    private ManPage text(String words) {
        return line(safe(words));
    }

    private ManPage line(String line) {
        roff.append(line).append('\n');
        return this;
    }

    /** One argument of a macro; within one a quote is written twice. */
    private static String quoted(String words) {
        return '"' + safe(words).replace("\"", "\"\"") + '"';
    }

    /** As it stands: a backslash begins an escape, a hyphen alone is not that of a command, a dot may begin a request. */
    private static String safe(String words) {
        var escaped = words.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
