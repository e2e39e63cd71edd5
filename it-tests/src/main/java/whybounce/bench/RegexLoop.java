package whybounce.bench;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.catalogue.Rule;

/** What the phrases of the catalogue would be without an automaton: one regular expression a rule, tried in turn. */
final class RegexLoop {
    private final List<Pattern> rules;

    RegexLoop(List<Rule> rules) {
        this.rules = rules.stream()
                .map(rule -> rule.when().phrases())
                .filter(phrases -> !phrases.isEmpty())
                .map(phrases -> phrases.stream().map(RegexLoop::expression).collect(Collectors.joining("|")))
                .map(Pattern::compile)
                .toList();
    }

    /** How many rules have a phrase in a reply. */
    int rulesIn(String reply) {
        String text = reply.toLowerCase(Locale.ROOT);
        int found = 0;
        for (var rule : rules) {
            if (rule.matcher(text).find()) {
                found++;
            }
        }
        return found;
    }

    private static String expression(String phrase) {
        String words = Stream.of(phrase.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}.]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("...") ? ".{0,80}?" : Pattern.quote(word))
                .collect(Collectors.joining("\\W+"));
        return (phrase.startsWith("*") ? "" : "\\b") + words + (phrase.endsWith("*") ? "" : "\\b");
    }
}
