package whybounce.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import whybounce.table.TableWriter;

/** Writes a part of the {@link CatalogueTable}, as a {@link PartReader} reads it. */
final class PartWriter {

    private final TableWriter out = new TableWriter();

    private PartWriter() {}

    static byte[] causes(LoadedCatalogue catalogue) {
        return part(part -> {
            part.out.list(catalogue.causes(), part::cause);
            part.out.list(catalogue.providers(), part::provider);
            part.out.list(catalogue.blockLists(), part::blockList);
        });
    }

    static byte[] rules(List<Rule> rules) {
        return part(part -> part.out.list(rules, part::rule));
    }

    static byte[] words(Map<String, Words> byLanguage) {
        return part(part -> part.wordsByName(byLanguage));
    }

    static byte[] lookAlikes(List<LookAlike> lookAlikes) {
        return part(part -> part.out.list(lookAlikes, part::lookAlike));
    }

    private static byte[] part(Consumer<PartWriter> put) {
        var part = new PartWriter();
        put.accept(part);
        return part.out.toByteArray();
    }

    private void cause(Cause cause) {
        out.text(cause.id());
        out.number(PartReader.BUCKETS.indexOf(cause.bucket()));
        out.number(PartReader.ACTORS.indexOf(cause.whoMustAct()));
        out.text(cause.senderResends());
        out.number(PartReader.SUPPRESS.indexOf(cause.suppress()));
        out.texts(cause.references());
    }

    private void provider(Provider provider) {
        out.text(provider.id());
        out.text(provider.name());
        out.texts(provider.mx());
        out.texts(provider.tags());
        out.texts(provider.wording());
        out.texts(provider.links());
        out.texts(provider.references());
    }

    private void blockList(BlockList list) {
        out.text(list.name());
        out.number(PartReader.KINDS.indexOf(list.kind()));
        out.texts(list.phrases());
    }

    private void rule(Rule rule) {
        out.text(rule.id());
        out.text(rule.cause());
        out.text(rule.provider().orElse(""));
        when(rule.when());
        out.text(rule.source());
        out.text(rule.checked().orElse(""));
    }

    private void when(Rule.When when) {
        out.texts(when.codes());
        out.texts(when.statuses());
        out.texts(when.phrases());
        out.texts(when.with());
        out.texts(when.all());
        out.texts(when.none());
        out.texts(when.stages());
        out.texts(when.notStages());
        out.text(when.list().map(Enum::name).orElse(""));
        out.text(when.turn().name());
    }

    private void wordsByName(Map<String, Words> words) {
        Set<String> names = words.keySet();
        out.list(names.stream().sorted().toList(), name -> {
            out.text(name);
            words(Objects.requireNonNull(words.get(name)));
        });
    }

    private void words(Words words) {
        out.text(words.headline());
        out.text(words.happened());
        out.text(words.delayed());
        out.texts(words.senderSteps());
        out.texts(words.foreignSteps());
        out.text(words.postmaster());
        out.texts(words.postmasterSteps());
        wordsByName(words.variants());
    }

    private void lookAlike(LookAlike lookAlike) {
        out.text(lookAlike.id());
        out.text(lookAlike.shownBy());
        out.text(lookAlike.headline());
        out.text(lookAlike.meaning());
        out.texts(lookAlike.steps());
        out.texts(lookAlike.administratorSteps());
        out.texts(lookAlike.confusedWith());
        out.text(lookAlike.difference());
        flag(lookAlike.wrapsAnswer());
        out.texts(lookAlike.references());
        out.list(lookAlike.rules(), this::rule);
    }

    private void flag(boolean holds) {
        out.number(holds ? 1 : 0);
    }
}
