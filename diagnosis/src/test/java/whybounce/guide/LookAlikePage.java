package whybounce.guide;

import java.util.List;
import java.util.stream.Stream;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.DocumentedRule;
import whybounce.catalogue.LookAlike;

/** The page about what is mistaken for a server's answer. */
final class LookAlikePage {

    private final Catalogue catalogue;
    private final LookAlike lookAlike;
    private final List<DocumentedRule> rules;

    LookAlikePage(Catalogue catalogue, LookAlike lookAlike, List<DocumentedRule> rules) {
        this.catalogue = catalogue;
        this.lookAlike = lookAlike;
        this.rules = rules;
    }

    String text() {
        var page = new Markdown()
                .title(lookAlike.headline())
                .raw(
                        "These are words of a mail program, a web site or a device, or a server's answer to its log-in: no mail"
                                + " server's answer to a message. " + Markdown.link("All pages", "README.md"))
                .paragraph(lookAlike.meaning())
                .raw("**Shown by:** " + Markdown.escaped(lookAlike.shownBy()) + ".")
                .heading("What it looks like")
                .replies(
                        rules.stream().flatMap(rule -> rule.examples().stream()).toList())
                .heading("What you do")
                .steps(lookAlike.steps())
                .heading("What the administrator of the mail server does")
                .steps(lookAlike.administratorSteps());
        if (!lookAlike.confusedWith().isEmpty()) {
            page.heading("What it is not")
                    .lines(lookAlike.confusedWith().stream().map(this::cause).toList());
            page.paragraph(lookAlike.difference());
        }
        return page.heading("Where this is known from").lines(sources()).text();
    }

    private List<String> sources() {
        return Stream.concat(
                        lookAlike.references().stream(),
                        rules.stream().map(rule -> rule.rule().source()))
                .map(source -> "- " + Sources.link(source))
                .distinct()
                .toList();
    }

    private String cause(String id) {
        return "- " + Titles.of(catalogue).link(id) + " (" + Markdown.code(id) + ")";
    }
}
