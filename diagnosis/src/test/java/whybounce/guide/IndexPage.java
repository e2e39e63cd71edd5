package whybounce.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.DocumentedRule;

/** The page from which all others are found. */
final class IndexPage {

    private final Catalogue catalogue;
    private final List<DocumentedRule> rules;
    private final Titles titles;
    private final Markdown page = new Markdown();

    IndexPage(Catalogue catalogue, List<DocumentedRule> rules) {
        this.catalogue = catalogue;
        this.rules = rules;
        this.titles = Titles.of(catalogue);
    }

    String text() {
        page.title("Why mail does not arrive, and who can mend it");
        page.raw(
                "A page for each cause: what it means, how servers say it, and what each reader does. A report names its cause"
                        + " in the part for administrators. Otherwise look below "
                        + Markdown.link("by who must act", "#by-who-must-act") + " or "
                        + Markdown.link("by code", "#by-code")
                        + ". `bin/smtp-probe explain \"550 5.7.26 ...\"` says which page an"
                        + " answer leads to.");
        page.raw("What no mail server said, but a mail program, a web site or a provider's notice, is "
                + Markdown.link("further below", "#no-answers-of-a-mail-server") + ".");
        causes();
        codes();
        lookAlikes();
        return page.text();
    }

    private void causes() {
        page.heading("By who must act");
        for (var actor : Actor.values()) {
            page.subheading(CausePage.actor(actor));
            page.lines(catalogue.causes().stream()
                    .filter(cause -> cause.whoMustAct() == actor)
                    .map(cause -> "- " + titled(cause.id()))
                    .toList());
        }
    }

    private void codes() {
        page.heading("By code");
        page.raw(
                "An answer begins with three digits (5 is for good, 4 for the time being). The code with two dots behind them"
                        + " says more: in `452-4.2.2 ...` it is `4.2.2`. Who speaks decides what it means, so look for the provider"
                        + " first. Where a code leads to several pages, the words of the answer tell which. `550`, `554`, `5.7.0` and"
                        + " `5.7.1` alone say nothing but no, and lead nowhere.");
        table("Any server", of(""));
        for (var provider : catalogue.providers()) {
            table(provider.name(), of(provider.id()));
        }
    }

    private List<DocumentedRule> of(String provider) {
        return rules.stream()
                .filter(rule -> rule.rule().provider().orElse("").equals(provider))
                .toList();
    }

    private void table(String title, List<DocumentedRule> own) {
        var pages = new TreeMap<String, Set<String>>(Codes.ORDER);
        for (var rule : own) {
            Codes.of(rule)
                    .forEach(code -> pages.computeIfAbsent(code, any -> new TreeSet<>())
                            .add(rule.rule().cause()));
        }
        if (pages.isEmpty()) {
            return;
        }
        page.subheading(title);
        var lines = new ArrayList<>(List.of("| Code | Page |", "|---|---|"));
        var codes = new ArrayList<String>();
        Set<String> before = Set.of();
        for (var row : pages.entrySet()) {
            if (!row.getValue().equals(before)) {
                row(codes, before, lines);
                codes.clear();
            }
            codes.add(row.getKey());
            before = row.getValue();
        }
        row(codes, before, lines);
        page.lines(lines);
    }

    /** Neighbours that lead to the same pages stand in one row. */
    private void row(List<String> codes, Set<String> causes, List<String> lines) {
        if (!codes.isEmpty()) {
            lines.add("| " + Markdown.codes(codes.stream()) + " | "
                    + causes.stream().map(titles::link).collect(Collectors.joining("; ")) + " |");
        }
    }

    private void lookAlikes() {
        page.heading("No answers of a mail server");
        page.lines(catalogue.lookAlikes().stream()
                .map(each -> "- " + Markdown.link(each.headline(), each.page() + ".md"))
                .toList());
    }

    private String titled(String cause) {
        return titles.link(cause) + " " + Markdown.code(cause);
    }
}
