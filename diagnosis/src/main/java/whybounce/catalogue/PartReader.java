package whybounce.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.table.TableReader;

/** Reads a part of the {@link CatalogueTable}. By plain loops: the first lambda of a process costs more than the whole part. */
final class PartReader {

    // Each is written as its place: what it is called would be looked up by reflection.
    static final List<Cause.Bucket> BUCKETS = List.of(Cause.Bucket.values());
    static final List<Actor> ACTORS = List.of(Actor.values());
    static final List<Cause.Suppress> SUPPRESS = List.of(Cause.Suppress.values());
    static final List<BlockList.Kind> KINDS = List.of(BlockList.Kind.values());

    private final TableReader in;

    PartReader(byte[] part) {
        this.in = new TableReader(part);
    }

    List<Cause> causes() {
        var causes = new Cause[in.number()];
        for (int i = 0; i < causes.length; i++) {
            causes[i] = cause();
        }
        return List.of(causes);
    }

    List<Provider> providers() {
        var providers = new Provider[in.number()];
        for (int i = 0; i < providers.length; i++) {
            providers[i] =
                    new Provider(in.text(), in.text(), in.texts(), in.texts(), in.texts(), in.texts(), in.texts());
        }
        return List.of(providers);
    }

    List<BlockList> blockLists() {
        var lists = new BlockList[in.number()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new BlockList(in.text(), KINDS.get(in.number()), in.texts());
        }
        return List.of(lists);
    }

    List<Rule> rules() {
        var rules = new Rule[in.number()];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new Rule(in.text(), in.text(), present(in.text()), when(), in.text(), present(in.text()));
        }
        return List.of(rules);
    }

    List<LookAlike> lookAlikes() {
        var lookAlikes = new LookAlike[in.number()];
        for (int i = 0; i < lookAlikes.length; i++) {
            lookAlikes[i] = lookAlike();
        }
        return List.of(lookAlikes);
    }

    Map<String, Words> wordsByName() {
        int left = in.number();
        if (left == 0) {
            return Map.of();
        }
        var words = new HashMap<String, Words>();
        for (; left > 0; left--) {
            words.put(in.text(), words());
        }
        return Map.copyOf(words);
    }

    private Cause cause() {
        return new Cause(
                in.text(),
                BUCKETS.get(in.number()),
                ACTORS.get(in.number()),
                in.text(),
                SUPPRESS.get(in.number()),
                in.texts());
    }

    private Words words() {
        return new Words(in.text(), in.text(), in.text(), in.texts(), in.texts(), in.text(), in.texts(), wordsByName());
    }

    private Rule.When when() {
        return new Rule.When(
                in.texts(),
                in.texts(),
                in.texts(),
                in.texts(),
                in.texts(),
                in.texts(),
                in.texts(),
                in.texts(),
                kind(),
                Rule.Turn.valueOf(in.text()));
    }

    private Optional<BlockList.Kind> kind() {
        String name = in.text();
        return name.isEmpty() ? Optional.empty() : Optional.of(BlockList.Kind.valueOf(name));
    }

    private LookAlike lookAlike() {
        return new LookAlike(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.texts(),
                in.texts(),
                in.texts(),
                in.text(),
                flag(),
                in.texts(),
                rules());
    }

    private boolean flag() {
        return in.number() != 0;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
