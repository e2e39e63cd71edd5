package whybounce.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The catalogue as the one binary file that ships, so that it is there in milliseconds and without a TOML parser.
 *
 * <p>It has four parts, each behind its length: what is needed at once, then rules, words and look-alikes, which are read
 * when somebody first asks for them.
 */
final class CatalogueTable {

    private static final String RESOURCE = "catalogue.table";

    /** Changes with the layout: a table of another build is refused. */
    private static final int LAYOUT = 0x57420006;

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

    static byte[] bytes(LoadedCatalogue catalogue) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(LAYOUT);
        for (var part : List.of(
                PartWriter.causes(catalogue),
                PartWriter.rules(catalogue.rules()),
                PartWriter.words(catalogue),
                PartWriter.lookAlikes(catalogue.lookAlikes()))) {
            out.writeInt(part.length);
            out.write(part);
        }
        return bytes.toByteArray();
    }

    static Catalogue read(byte[] table) {
        var in = ByteBuffer.wrap(table);
        if (in.getInt() != LAYOUT) {
            throw new IllegalStateException(RESOURCE + " is of another build");
        }
        var causes = new PartReader(part(in));
        return new LoadedCatalogue(
                causes.causes(),
                causes.providers(),
                causes.blockLists(),
                new LaterRules(part(in)),
                new LaterWords(part(in)),
                new LaterLookAlikes(part(in)));
    }

    private static byte[] part(ByteBuffer in) {
        var part = new byte[in.getInt()];
        in.get(part);
        return part;
    }

    private static final class LaterRules extends Later<List<Rule>> {
        private final byte[] part;

        LaterRules(byte[] part) {
            this.part = part;
        }

        @Override
        List<Rule> read() {
            return new PartReader(part).rules();
        }
    }

    private static final class LaterWords extends Later<Map<String, Map<String, Words>>> {
        private final byte[] part;

        LaterWords(byte[] part) {
            this.part = part;
        }

        @Override
        Map<String, Map<String, Words>> read() {
            return new PartReader(part).wordsByCause();
        }
    }

    private static final class LaterLookAlikes extends Later<List<LookAlike>> {
        private final byte[] part;

        LaterLookAlikes(byte[] part) {
            this.part = part;
        }

        @Override
        List<LookAlike> read() {
            return new PartReader(part).lookAlikes();
        }
    }
}
