package whybounce.guide;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.explain.RemoteText;

/** A page under construction. Text goes in escaped; what servers say goes in as code. */
final class Markdown {

    private static final Pattern URL = Pattern.compile("https?://[^\\s)>\"]*[^\\s)>\".,:;]");
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>|~{}]");
    private static final Pattern BLOCK = Pattern.compile("(?m)^([-+#=]|\\d+(?=[.)](\\s|$)))");
    private static final Pattern TICKS = Pattern.compile("`+");

    private static final String MADE =
            "<!-- Made from the catalogue by the build (GuideTest). Do not edit: change the catalogue. -->";

    private final StringBuilder out = new StringBuilder(MADE);

    Markdown title(String text) {
        return block("# " + escaped(sentence(text)));
    }

    Markdown heading(String text) {
        return block("## " + escaped(text));
    }

    Markdown subheading(String text) {
        return block("### " + escaped(text));
    }

    Markdown paragraph(String text) {
        return block(escaped(text));
    }

    /** A paragraph in which markup of ours stands. */
    Markdown raw(String markdown) {
        return block(markdown);
    }

    /** Lines of markup of ours, one below the other. */
    Markdown lines(List<String> lines) {
        return block(String.join("\n", lines));
    }

    /** Numbered steps; what stands below a step's first line is to be pasted. */
    Markdown steps(List<String> steps) {
        if (steps.isEmpty()) {
            return this;
        }
        var all = new StringBuilder();
        int number = 0;
        for (String step : steps) {
            var margin = " ".repeat(Integer.toString(++number).length() + 2);
            var lines = step.lines().toList();
            all.append(number).append(". ").append(escaped(lines.getFirst())).append('\n');
            toPaste(lines.subList(1, lines.size()), margin, all);
        }
        return block(all.toString().stripTrailing());
    }

    /** What servers say: each reply apart from the next. */
    Markdown replies(List<String> replies) {
        if (replies.isEmpty()) {
            return this;
        }
        var lines = replies.stream()
                .map(reply -> reply.lines().map(RemoteText::line).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        return block(fenced("text", lines, ""));
    }

    String text() {
        return out.append('\n').toString();
    }

    static String code(String text) {
        return "`" + RemoteText.line(text).replace('`', '\'') + "`";
    }

    static String codes(Stream<String> texts) {
        return texts.map(Markdown::code).collect(Collectors.joining(", "));
    }

    static String link(String text, String address) {
        return "[" + escaped(text) + "](" + address + ")";
    }

    /** With a capital letter. */
    static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Plain text as Markdown that shows it; web addresses in it can be opened. */
    static String escaped(String text) {
        var line = RemoteText.line(text);
        var markdown = new StringBuilder();
        int from = 0;
        for (var url : URL.matcher(line).results().toList()) {
            markdown.append(plain(line.substring(from, url.start())));
            markdown.append('<').append(url.group()).append('>');
            from = url.end();
        }
        return markdown.append(plain(line.substring(from))).toString();
    }

    private static String plain(String text) {
        var inline = MARKUP.matcher(text).replaceAll(m -> Matcher.quoteReplacement("\\" + m.group()));
        return BLOCK.matcher(inline)
                .replaceAll(m -> Matcher.quoteReplacement(
                        Character.isDigit(m.group().charAt(0)) ? m.group() + "\\" : "\\" + m.group()));
    }

    private static void toPaste(List<String> lines, String margin, StringBuilder all) {
        if (lines.isEmpty()) {
            return;
        }
        boolean web = lines.stream().allMatch(line -> line.startsWith("https://"));
        all.append('\n')
                .append(
                        web
                                ? lines.stream()
                                        .map(line -> margin + "<" + line + ">")
                                        .collect(Collectors.joining("\n"))
                                : fenced("sh", String.join("\n", lines), margin))
                .append("\n\n");
    }

    /** Code between fences longer than any in it. */
    private static String fenced(String language, String code, String margin) {
        int longest = TICKS.matcher(code)
                .results()
                .mapToInt(ticks -> ticks.group().length())
                .max()
                .orElse(0);
        var fence = "`".repeat(Math.max(3, longest + 1));
        return Stream.concat(Stream.concat(Stream.of(fence + language), code.lines()), Stream.of(fence))
                .map(line -> line.isEmpty() ? line : margin + line)
                .collect(Collectors.joining("\n"));
    }

    private Markdown block(String text) {
        out.append("\n\n").append(text);
        return this;
    }
}
