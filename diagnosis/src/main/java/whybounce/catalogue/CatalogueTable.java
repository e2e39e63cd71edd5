package whybounce.catalogue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The catalogue as the one binary table that ships, so that it is there in milliseconds and without a TOML parser.
 *
 * <p>Rules, words and look-alikes come last and are read when first asked for. What is read at once is read by plain loops: the first
 * lambda of a process costs more than the whole table.
 */
final class CatalogueTable {

    private static final String RESOURCE = "catalogue.table";

    /** Changes with the layout: a table of another build is refused. */
    private static final int LAYOUT = 0x57420005;

    private CatalogueTable() {}

    /** The catalogue that ships; read when first asked for. */
    static Catalogue shipped() {
        return Shipped.CATALOGUE;
    }

    private static final class Shipped {
        static final Catalogue CATALOGUE = load();
    }

    private static Catalogue load() {
        try (var in = CatalogueTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            return read(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] bytes(Catalogue catalogue) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            new Writer(out).write((LoadedCatalogue) catalogue);
        }
        return bytes.toByteArray();
    }

    static Catalogue read(byte[] table) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(table))) {
            return new Reader(in).read();
        }
    }

    @FunctionalInterface
    private interface Put<T> {
        void put(T value) throws IOException;
    }

    private record Writer(DataOutputStream out) {

        void write(LoadedCatalogue catalogue) throws IOException {
            out.writeInt(LAYOUT);
            list(catalogue.causes(), this::cause);
            list(catalogue.providers(), this::provider);
            list(catalogue.blockLists(), this::blockList);
            part(part -> part.list(catalogue.rules(), part::rule));
            part(part -> part.words(catalogue));
            part(part -> part.list(catalogue.lookAlikes(), part::lookAlike));
        }

        /** A part that may be skipped: its length stands in front. */
        private void part(Put<Writer> put) throws IOException {
            var bytes = new ByteArrayOutputStream();
            put.put(new Writer(new DataOutputStream(bytes)));
            out.writeInt(bytes.size());
            bytes.writeTo(out);
        }

        private void words(LoadedCatalogue catalogue) throws IOException {
            var words = new LinkedHashMap<String, Map<String, Words>>();
            for (var cause : catalogue.causes()) {
                words.put(cause.id(), catalogue.allWords().getOrDefault(cause.id(), Map.of()));
            }
            list(List.copyOf(words.entrySet()), entry -> {
                text(entry.getKey());
                list(entry.getValue().keySet().stream().sorted().toList(), tag -> {
                    text(tag);
                    words(Objects.requireNonNull(entry.getValue().get(tag)));
                });
            });
        }

        private void cause(Cause cause) throws IOException {
            text(cause.id());
            text(cause.bucket().name());
            text(cause.whoMustAct().name());
            text(cause.senderResends());
            text(cause.suppress().name());
            texts(cause.references());
        }

        private void words(Words words) throws IOException {
            text(words.headline());
            text(words.happened());
            text(words.delayed());
            texts(words.senderSteps());
            texts(words.foreignSteps());
            text(words.postmaster());
            texts(words.postmasterSteps());
            list(words.variants().keySet().stream().sorted().toList(), name -> {
                text(name);
                words(Objects.requireNonNull(words.variants().get(name)));
            });
        }

        private void rule(Rule rule) throws IOException {
            text(rule.id());
            text(rule.cause());
            text(rule.provider().orElse(""));
            var when = rule.when();
            for (var part : List.of(
                    when.codes(),
                    when.statuses(),
                    when.phrases(),
                    when.with(),
                    when.all(),
                    when.none(),
                    when.stages(),
                    when.notStages())) {
                texts(part);
            }
            text(when.list().map(Enum::name).orElse(""));
            text(when.weak() ? "weak" : "");
            text(rule.source());
            text(rule.checked().orElse(""));
        }

        private void provider(Provider provider) throws IOException {
            text(provider.id());
            text(provider.name());
            for (var part : List.of(
                    provider.mx(), provider.tags(), provider.wording(), provider.links(), provider.references())) {
                texts(part);
            }
        }

        private void lookAlike(LookAlike lookAlike) throws IOException {
            text(lookAlike.id());
            text(lookAlike.shownBy());
            text(lookAlike.headline());
            text(lookAlike.meaning());
            texts(lookAlike.steps());
            texts(lookAlike.administratorSteps());
            texts(lookAlike.confusedWith());
            text(lookAlike.difference());
            out.writeBoolean(lookAlike.wrapsAnswer());
            texts(lookAlike.references());
            list(lookAlike.rules(), this::rule);
        }

        private void blockList(BlockList list) throws IOException {
            text(list.name());
            text(list.kind().name());
            texts(list.phrases());
        }

        private void text(String text) throws IOException {
            out.writeUTF(text);
        }

        private void texts(List<String> texts) throws IOException {
            list(texts, this::text);
        }

        private <T> void list(List<T> values, Put<T> put) throws IOException {
            out.writeShort(values.size());
            for (T value : values) {
                put.put(value);
            }
        }
    }

    private record Reader(DataInputStream in) {

        Catalogue read() throws IOException {
            if (in.readInt() != LAYOUT) {
                throw new IOException(RESOURCE + " is of another build");
            }
            return new LoadedCatalogue(
                    causes(),
                    providers(),
                    blockLists(),
                    new LaterRules(in.readNBytes(in.readInt())),
                    new LaterWords(in.readNBytes(in.readInt())),
                    new LaterLookAlikes(in.readNBytes(in.readInt())));
        }

        private List<Cause> causes() throws IOException {
            int count = in.readUnsignedShort();
            var causes = new ArrayList<Cause>(count);
            for (int i = 0; i < count; i++) {
                causes.add(cause());
            }
            return causes;
        }

        private List<Provider> providers() throws IOException {
            int count = in.readUnsignedShort();
            var providers = new ArrayList<Provider>(count);
            for (int i = 0; i < count; i++) {
                providers.add(provider());
            }
            return providers;
        }

        private List<BlockList> blockLists() throws IOException {
            int count = in.readUnsignedShort();
            var lists = new ArrayList<BlockList>(count);
            for (int i = 0; i < count; i++) {
                lists.add(blockList());
            }
            return lists;
        }

        private List<Rule> rules() throws IOException {
            int count = in.readUnsignedShort();
            var rules = new ArrayList<Rule>(count);
            for (int i = 0; i < count; i++) {
                rules.add(rule());
            }
            return List.copyOf(rules);
        }

        private List<LookAlike> lookAlikes() throws IOException {
            int count = in.readUnsignedShort();
            var lookAlikes = new ArrayList<LookAlike>(count);
            for (int i = 0; i < count; i++) {
                lookAlikes.add(new LookAlike(
                        text(),
                        text(),
                        text(),
                        text(),
                        texts(),
                        texts(),
                        texts(),
                        text(),
                        in.readBoolean(),
                        texts(),
                        rules()));
            }
            return List.copyOf(lookAlikes);
        }

        private Map<String, Map<String, Words>> wordsByCause() throws IOException {
            var words = new HashMap<String, Map<String, Words>>();
            int count = in.readUnsignedShort();
            for (int i = 0; i < count; i++) {
                words.put(text(), wordsByName());
            }
            return Map.copyOf(words);
        }

        private Map<String, Words> wordsByName() throws IOException {
            var words = new HashMap<String, Words>();
            int count = in.readUnsignedShort();
            for (int i = 0; i < count; i++) {
                words.put(text(), words());
            }
            return Map.copyOf(words);
        }

        private Cause cause() throws IOException {
            return new Cause(
                    text(),
                    Cause.Bucket.valueOf(text()),
                    Actor.valueOf(text()),
                    text(),
                    Cause.Suppress.valueOf(text()),
                    texts());
        }

        private Words words() throws IOException {
            return new Words(text(), text(), text(), texts(), texts(), text(), texts(), wordsByName());
        }

        private Rule rule() throws IOException {
            return new Rule(text(), text(), present(text()), when(), text(), present(text()));
        }

        private Rule.When when() throws IOException {
            return new Rule.When(
                    texts(), texts(), texts(), texts(), texts(), texts(), texts(), texts(), kind(), !text().isEmpty());
        }

        private Optional<BlockList.Kind> kind() throws IOException {
            return present(text()).map(BlockList.Kind::valueOf);
        }

        private Provider provider() throws IOException {
            return new Provider(text(), text(), texts(), texts(), texts(), texts(), texts());
        }

        private BlockList blockList() throws IOException {
            return new BlockList(text(), BlockList.Kind.valueOf(text()), texts());
        }

        private static Optional<String> present(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }

        private String text() throws IOException {
            return in.readUTF();
        }

        private List<String> texts() throws IOException {
            int count = in.readUnsignedShort();
            var texts = new ArrayList<String>(count);
            for (int i = 0; i < count; i++) {
                texts.add(text());
            }
            return texts;
        }
    }

    private static final class LaterRules extends Later<List<Rule>> {
        private final byte[] table;

        LaterRules(byte[] table) {
            this.table = table;
        }

        @Override
        List<Rule> read() {
            try (var in = new DataInputStream(new ByteArrayInputStream(table))) {
                return new Reader(in).rules();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static final class LaterLookAlikes extends Later<List<LookAlike>> {
        private final byte[] table;

        LaterLookAlikes(byte[] table) {
            this.table = table;
        }

        @Override
        List<LookAlike> read() {
            try (var in = new DataInputStream(new ByteArrayInputStream(table))) {
                return new Reader(in).lookAlikes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static final class LaterWords extends Later<Map<String, Map<String, Words>>> {
        private final byte[] table;

        LaterWords(byte[] table) {
            this.table = table;
        }

        @Override
        Map<String, Map<String, Words>> read() {
            try (var in = new DataInputStream(new ByteArrayInputStream(table))) {
                return new Reader(in).wordsByCause();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
