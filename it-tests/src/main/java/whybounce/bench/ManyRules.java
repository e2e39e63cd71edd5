package whybounce.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Provider;
import whybounce.catalogue.Rule;
import whybounce.catalogue.Words;

/**
 * A catalogue with many times the rules and providers of another, to see what growth costs: each copy asks for other words
 * of the same lengths. Rules that go by a code alone, of no provider, are not copied: no more codes will be registered.
 */
record ManyRules(Catalogue catalogue, int times) implements Catalogue {

    @Override
    public List<Rule> rules() {
        return IntStream.range(0, times)
                .boxed()
                .flatMap(copy -> catalogue.rules().stream()
                        .filter(rule -> copy == 0
                                || rule.when().asksForWords()
                                || rule.provider().isPresent())
                        .map(rule -> copy(rule, copy)))
                .toList();
    }

    @Override
    public List<Provider> providers() {
        return IntStream.range(0, times)
                .boxed()
                .flatMap(copy -> catalogue.providers().stream().map(provider -> copy(provider, copy)))
                .toList();
    }

    private static Rule copy(Rule rule, int copy) {
        var when = rule.when();
        return new Rule(
                name(rule.id(), copy),
                rule.cause(),
                rule.provider().map(provider -> name(provider, copy)),
                new Rule.When(
                        when.codes(),
                        when.statuses(),
                        shifted(when.phrases(), copy),
                        shifted(when.with(), copy),
                        shifted(when.all(), copy),
                        shifted(when.none(), copy),
                        when.stages(),
                        when.notStages(),
                        when.list(),
                        when.turn()),
                rule.source(),
                rule.checked());
    }

    private static Provider copy(Provider provider, int copy) {
        return new Provider(
                name(provider.id(), copy),
                provider.name(),
                shifted(provider.mx(), copy),
                shifted(provider.tags(), copy),
                shifted(provider.wording(), copy),
                provider.links(),
                provider.references());
    }

    private static String name(String id, int copy) {
        return copy == 0 ? id : id + "-" + copy;
    }

    private static List<String> shifted(List<String> texts, int by) {
        return texts.stream().map(text -> shifted(text, by)).toList();
    }

    /** Each letter becomes one that stands farther on in its alphabet. */
    private static String shifted(String text, int by) {
        return text.chars()
                .map(c -> c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + by) % 26 : Character.isLetter(c) ? c + by : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public List<Cause> causes() {
        return catalogue.causes();
    }

    @Override
    public Cause cause(String id) {
        return catalogue.cause(id);
    }

    @Override
    public Words words(String causeId, Locale locale) {
        return catalogue.words(causeId, locale);
    }

    @Override
    public List<BlockList> blockLists() {
        return catalogue.blockLists();
    }
}
