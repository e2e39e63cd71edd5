package whybounce.classify;

import java.util.List;
import java.util.Locale;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Provider;
import whybounce.catalogue.Rule;
import whybounce.classify.CompiledRule.Range;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.classify.Phrases.Term;

/**
 * Turns the rules of a catalogue into the table that a {@link RuleBook} is read from: phrases have become numbers, and
 * the automaton is ready, so that reading it takes milliseconds.
 */
final class RuleCompiler {

    /** Changes with the layout: a table of another build is refused. */
    static final int LAYOUT = 0x57430003;

    private final Catalogue catalogue;
    private final Phrases phrases = new Phrases();
    private final TableWriter out = new TableWriter();

    private RuleCompiler(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static byte[] compile(Catalogue catalogue) {
        return new RuleCompiler(catalogue).compile();
    }

    private byte[] compile() {
        out.number(LAYOUT);
        for (var provider : catalogue.providers()) {
            provider(provider);
        }
        for (var list : catalogue.blockLists()) {
            out.terms(phrases.terms(list.phrases()));
        }
        out.number(catalogue.rules().size());
        for (var rule : catalogue.rules()) {
            rule(rule);
        }
        new PhraseTree(phrases.texts()).write(out);
        return out.toByteArray();
    }

    private void provider(Provider provider) {
        out.numbers(numbers(provider.tags()));
        out.numbers(numbers(provider.wording()));
    }

    private int[] numbers(List<String> written) {
        return phrases.terms(written).stream().mapToInt(Term::first).toArray();
    }

    private void rule(Rule rule) {
        var when = rule.when();
        out.text(rule.id());
        out.text(rule.cause());
        out.text(rule.provider().orElse(""));
        out.text(evidence(rule).name());
        out.number(when.weak() ? 1 : 0);
        out.numbers(when.codes().stream()
                .map(Range::of)
                .flatMapToInt(Range::numbers)
                .toArray());
        out.numbers(when.statuses().stream()
                .map(StatusForm::of)
                .flatMapToInt(StatusForm::numbers)
                .toArray());
        stages(when.stages());
        stages(when.notStages());
        out.terms(phrases.terms(Spellings.of(when.phrases())));
        out.terms(phrases.terms(Spellings.of(when.with())));
        out.text(when.list().map(BlockList.Kind::name).orElse(""));
        out.terms(phrases.terms(when.all()));
        out.terms(phrases.terms(Spellings.of(when.none())));
    }

    static Evidence evidence(Rule rule) {
        boolean provider = rule.provider().isPresent();
        if (rule.when().asksForWords()) {
            return provider ? Evidence.PROVIDER_WORDING : Evidence.WORDING;
        }
        if (!rule.when().statuses().isEmpty()) {
            return provider ? Evidence.PROVIDER_STATUS : Evidence.STATUS;
        }
        return Evidence.REPLY_CODE;
    }

    private void stages(List<String> names) {
        out.number(names.size());
        for (String name : names) {
            out.text(name.toUpperCase(Locale.ROOT));
        }
    }
}
