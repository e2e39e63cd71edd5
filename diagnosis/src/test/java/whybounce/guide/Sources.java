package whybounce.guide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where something is known from, as links. */
final class Sources {

    private static final Pattern RFC = Pattern.compile("RFC (\\d+)(?: section (\\d+(?:\\.\\d+)*))?");
    private static final Pattern WEB =
            Pattern.compile("^(?:https://)?((?:[a-z0-9-]+\\.)+[a-z]{2,}(?:/[\\w./-]*\\w)?/?)");
    private static final String REGISTRY = "IANA registry of enhanced status codes";

    private Sources() {}

    /** One source as Markdown. */
    static String link(String source) {
        if (source.startsWith(REGISTRY)) {
            return Markdown.link(REGISTRY, "https://www.iana.org/assignments/smtp-enhanced-status-codes/") + " "
                    + rfcs(source.substring(REGISTRY.length()));
        }
        var web = WEB.matcher(source);
        if (web.find()) {
            return Markdown.link(web.group(1), "https://" + web.group(1))
                    + Markdown.escaped(source.substring(web.end()));
        }
        return rfcs(Markdown.sentence(source));
    }

    private static String rfcs(String text) {
        return RFC.matcher(Markdown.escaped(text))
                .replaceAll(m -> Matcher.quoteReplacement(rfc(m.group(), m.group(1), m.group(2))));
    }

    private static String rfc(String text, String number, @org.jspecify.annotations.Nullable String section) {
        return Markdown.link(
                text,
                "https://www.rfc-editor.org/rfc/rfc" + number + ".html"
                        + (section == null ? "" : "#section-" + section));
    }
}
