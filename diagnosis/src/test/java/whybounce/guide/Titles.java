package whybounce.guide;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import whybounce.catalogue.Catalogue;

/** What the pages are called: a cause's headline, and its id where causes share one. */
record Titles(Map<String, String> byCause) {

    static Titles of(Catalogue catalogue) {
        var headlines = new HashMap<String, String>();
        catalogue
                .causes()
                .forEach(cause -> headlines.put(
                        cause.id(),
                        Markdown.sentence(GeneralWords.SENDER.text(
                                catalogue.words(cause.id(), Locale.ENGLISH).headline()))));
        var titles = new HashMap<String, String>();
        headlines.forEach((cause, headline) -> titles.put(
                cause,
                headlines.values().stream().filter(headline::equals).count() > 1
                        ? headline + " (" + cause + ")"
                        : headline));
        return new Titles(titles);
    }

    String title(String cause) {
        return Objects.requireNonNull(byCause.get(cause), cause);
    }

    /** The title as a link to the page. */
    String link(String cause) {
        return Markdown.link(title(cause), cause + ".md");
    }
}
