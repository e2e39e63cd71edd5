package whybounce.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.CatalogueFiles;

/** All pages of the guide. */
final class Guide {

    private Guide() {}

    /** The pages by file name. */
    static Map<String, String> of(Catalogue catalogue) {
        try {
            var rules = CatalogueFiles.rules();
            var pages = new TreeMap<String, String>();
            for (var cause : catalogue.causes()) {
                var own = rules.stream()
                        .filter(rule -> rule.rule().cause().equals(cause.id()))
                        .toList();
                var words = catalogue.words(cause.id(), Locale.ENGLISH);
                pages.put(cause.id() + ".md", new CausePage(catalogue, cause, words, own).text());
            }
            for (var lookAlike : CatalogueFiles.lookAlikes()) {
                pages.put(
                        lookAlike.lookAlike().page() + ".md",
                        new LookAlikePage(catalogue, lookAlike.lookAlike(), lookAlike.rules()).text());
            }
            pages.put("README.md", new IndexPage(catalogue, rules).text());
            return pages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
