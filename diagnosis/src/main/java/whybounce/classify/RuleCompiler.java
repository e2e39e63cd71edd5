package whybounce.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Provider;
import whybounce.catalogue.Rule;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.classify.Phrases.Term;
import whybounce.table.TableWriter;

/**
 * Turns the rules of a catalogue into the table that a {@link RuleBook} is read from: phrases have become numbers, and
 * their tree is ready, so that reading it takes milliseconds.
 */
final class RuleCompiler {

    /** Changes with the layout: a table of another build is refused. */
    static final int LAYOUT = 0x57430007;

    private static final List<BlockList.Kind> KINDS = List.of(BlockList.Kind.values());

    private final Catalogue catalogue;
    private final Phrases phrases = new Phrases();
    private final TableWriter out = new TableWriter();

    /** What a rule asks for in the words, besides one of its keys. */
    private record Asked(List<Term> none, List<Term> with, List<Term> all, Optional<BlockList.Kind> list) {}

    private RuleCompiler(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static byte[] compile(Catalogue catalogue) {
        return new RuleCompiler(catalogue).compile();
    }

    private byte[] compile() {
        out.number(LAYOUT);
        catalogue.providers().forEach(this::provider);
        catalogue.blockLists().forEach(this::list);
        KINDS.forEach(kind -> Terms.write(lists(kind), out));
        rules(catalogue.rules());
        new PhraseTreeWriter(phrases.texts()).write(out);
        return out.toByteArray();
    }

    private void provider(Provider provider) {
        out.numbers(numbers(provider.tags()));
        out.numbers(numbers(provider.wording()));
    }

    private int[] numbers(List<String> written) {
        return phrases.terms(written).stream().mapToInt(Term::first).toArray();
    }

    private void list(BlockList list) {
        out.numbers(phrases.terms(list.phrases()).stream()
                .flatMapToInt(term -> IntStream.of(term.first(), term.length()))
                .toArray());
    }

    private List<Term> lists(BlockList.Kind kind) {
        return catalogue.blockLists().stream()
                .filter(list -> list.kind() == kind)
                .flatMap(list -> phrases.terms(list.phrases()).stream())
                .toList();
    }

    private void rules(List<Rule> rules) {
        var bearings = new Bearings.Writer(phrases);
        var byCode = new ByCode.Writer();
        var gates = new Gates.Writer();
        out.number(rules.size());
        for (int place = 0; place < rules.size(); place++) {
            var rule = rules.get(place);
            var asked = asked(rule.when());
            rule(rule, asked);
            gates.add(
                    rule.when(),
                    catalogue.cause(rule.cause()),
                    rule.provider().map(this::numberOfProvider).orElse(Platforms.ANY));
            bearings.conditions(place, asked.none(), asked.with());
            if (rule.when().asksForWords()) {
                bearings.keys(place, keys(rule.when()));
            } else {
                byCode.add(place, rule.when());
            }
        }
        bearings.write(out, rules.size());
        byCode.write(out);
        gates.write(out, catalogue.providers().size());
    }

    private void rule(Rule rule, Asked asked) {
        var when = rule.when();
        out.text(rule.id());
        out.number(catalogue.causes().indexOf(catalogue.cause(rule.cause())));
        out.number(CompiledRule.EVIDENCE.indexOf(evidence(rule)));
        out.number(when.turn() == Rule.Turn.LATER ? 1 : 0);
        out.number(asked.list().map(KINDS::indexOf).orElse(CompiledRule.NO_LIST));
        out.numbers(when.statuses().stream()
                .map(StatusForm::of)
                .flatMapToInt(StatusForm::numbers)
                .toArray());
        Terms.write(asked.none().stream().filter(Term::isPair).toList(), out);
        Terms.write(asked.with(), out);
        Terms.write(asked.all(), out);
    }

    private int numberOfProvider(String id) {
        var ids = catalogue.providers().stream().map(Provider::id).toList();
        return Platforms.number(ids.indexOf(id));
    }

    static Evidence evidence(Rule rule) {
        boolean provider = rule.provider().isPresent();
        if (rule.when().asksForWords()) {
            if (provider) {
                return Evidence.PROVIDER_WORDING;
            }
            return rule.when().turn() == Rule.Turn.LAST ? Evidence.TOPIC : Evidence.WORDING;
        }
        if (!rule.when().statuses().isEmpty()) {
            return provider ? Evidence.PROVIDER_STATUS : Evidence.STATUS;
        }
        return Evidence.REPLY_CODE;
    }

    /** One of these must be found before a rule is worth asking: its phrases, else the first of all, else the lists. */
    private List<Term> keys(Rule.When when) {
        if (!when.phrases().isEmpty()) {
            return phrases.terms(Spellings.of(when.phrases()));
        }
        return when.all().isEmpty()
                ? lists(when.list().orElseThrow())
                : List.of(phrases.term(when.all().getFirst()));
    }

    private Asked asked(Rule.When when) {
        boolean keyInAll = when.phrases().isEmpty() && !when.all().isEmpty();
        boolean keyInList = when.phrases().isEmpty() && when.all().isEmpty();
        return new Asked(
                phrases.terms(Spellings.of(when.none())),
                phrases.terms(Spellings.of(when.with())),
                phrases.terms(when.all()).subList(keyInAll ? 1 : 0, when.all().size()),
                keyInList ? Optional.empty() : when.list());
    }
}
