package whybounce.guide;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.Template;

/** The words of a cause where no message is at hand: places are told in general words, and what only a reply says is left out. */
final class GeneralWords {

    /** Marks what was put in, so that it begins a sentence with a capital letter. */
    private static final char PUT = '\u0001';

    private static final Pattern BEGINS = Pattern.compile("(^|[.?!] )" + PUT + "(\\p{Ll})");

    /** How a place is said together with the words around it. */
    private static final Map<Pattern, String> TOGETHER = together();

    static final GeneralWords SENDER = new GeneralWords("your address", "your domain");
    static final GeneralWords ADMINISTRATOR = new GeneralWords("the sender's address", "the sender's domain");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> toPaste = new HashMap<>();

    private GeneralWords(String sender, String senderDomain) {
        values.put("recipient", PUT + "the recipient's address");
        values.put("domain", PUT + "the recipient's domain");
        values.put("server", PUT + "the other server");
        values.put("port", "25");
        values.put("sender", PUT + sender);
        values.put("sender_domain", PUT + senderDomain);
        var frames = Frames.of(Locale.ENGLISH);
        toPaste.put("port", "25");
        toPaste.put("recipient", "<address>");
        toPaste.put("sender", "<sender>");
        toPaste.put("domain", frames.text(Frame.TO_FILL_IN_DOMAIN));
        toPaste.put("server", frames.text(Frame.TO_FILL_IN_SERVER));
        toPaste.put("sender_domain", frames.text(Frame.TO_FILL_IN_SENDER_DOMAIN));
        toPaste.put("address", frames.text(Frame.TO_FILL_IN_ADDRESS));
        toPaste.put("selector", frames.text(Frame.TO_FILL_IN_SELECTOR));
    }

    String text(String template) {
        int end = template.indexOf('\n');
        return end < 0
                ? sentence(template)
                : sentence(template.substring(0, end)) + "\n" + commands(template.substring(end + 1));
    }

    List<String> texts(List<String> templates) {
        return templates.stream().map(this::text).toList();
    }

    private String sentence(String template) {
        var told = template;
        for (var together : TOGETHER.entrySet()) {
            told = together.getKey().matcher(told).replaceAll(together.getValue());
        }
        return BEGINS.matcher(Template.fill(told, values))
                .replaceAll(m -> m.group(1) + m.group(2).toUpperCase(Locale.ROOT))
                .replace(String.valueOf(PUT), "");
    }

    private String commands(String templates) {
        return templates
                .lines()
                .map(line -> Template.fill(line, toPaste))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static Map<Pattern, String> together() {
        var together = new LinkedHashMap<Pattern, String>();
        together.put(Pattern.compile("postmaster@\\{domain}"), PUT + "the postmaster of the recipient's domain");
        together.put(Pattern.compile("@\\{domain}"), "{domain}");
        together.put(Pattern.compile("\\{domain}'s"), PUT + "the recipient domain's");
        together.put(Pattern.compile("([Tt])he domain \\{domain}"), "$1he recipient's domain");
        together.put(Pattern.compile("([Tt])he mailbox \\{recipient}"), "$1he recipient's mailbox");
        together.put(Pattern.compile("([Tt])he address \\{recipient}"), "$1he recipient's address");
        together.put(Pattern.compile("your (own )?address \\{sender}"), "your $1address");
        together.put(Pattern.compile("the domain \\{sender_domain}"), "{sender_domain}");
        return together;
    }
}
