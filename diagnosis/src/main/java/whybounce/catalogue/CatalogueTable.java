package whybounce.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import whybounce.table.Tables;

/**
 * The catalogue as the binary files that ship, so that it is there in milliseconds and without a TOML parser.
 *
 * <p>The first has what a process needs that explains: causes, providers, block lists; then the words of each cause, which
 * are read when somebody asks for them. The second has what is read seldom: rules and look-alikes as they were written. In
 * both each part stands behind its length.
 */
final class CatalogueTable {

    private static final String CATALOGUE = "catalogue.table";
    private static final String WRITTEN = "written.table";

    /** Changes with the layout: a table of another build is refused. */
    private static final int LAYOUT = 0x57420007;

    private CatalogueTable() {}

    /** The catalogue that ships; read when first asked for. */
    static Catalogue shipped() {
        return Shipped.CATALOGUE;
    }

    private static final class Shipped {
        static final Catalogue CATALOGUE = load();
    }

    /** Writes both files to a folder. */
    static void write(LoadedCatalogue catalogue, Path folder) throws IOException {
        var parts = new ArrayList<byte[]>();
        parts.add(PartWriter.causes(catalogue));
        for (var cause : catalogue.causes()) {
            parts.add(PartWriter.words(catalogue.allWords().getOrDefault(cause.id(), Map.of())));
        }
        Files.write(folder.resolve(CATALOGUE), bytes(parts));
        Files.write(
                folder.resolve(WRITTEN),
                bytes(List.of(PartWriter.rules(catalogue.rules()), PartWriter.lookAlikes(catalogue.lookAlikes()))));
    }

    private static byte[] bytes(List<byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(LAYOUT);
        for (var part : parts) {
            out.writeInt(part.length);
            out.write(part);
        }
        return bytes.toByteArray();
    }

    private static Catalogue load() {
        var in = open(CATALOGUE);
        var first = new PartReader(part(in));
        var causes = first.causes();
        var words = new HashMap<String, Later<Map<String, Words>>>();
        for (var cause : causes) {
            words.put(cause.id(), new LaterWords(part(in)));
        }
        return new LoadedCatalogue(
                causes, first.providers(), first.blockLists(), new LaterRules(), words, new LaterLookAlikes());
    }

    private static ByteBuffer open(String table) {
        var bytes = ByteBuffer.wrap(Tables.read(CatalogueTable.class, table));
        if (bytes.getInt() != LAYOUT) {
            throw new IllegalStateException(table + " is of another build");
        }
        return bytes;
    }

    private static byte[] part(ByteBuffer in) {
        var part = new byte[in.getInt()];
        in.get(part);
        return part;
    }

    private static final class LaterWords extends Later<Map<String, Words>> {
        private final byte[] part;

        LaterWords(byte[] part) {
            this.part = part;
        }

        @Override
        Map<String, Words> read() {
            return new PartReader(part).wordsByName();
        }
    }

    private static final class LaterRules extends Later<List<Rule>> {
        @Override
        List<Rule> read() {
            return new PartReader(part(open(WRITTEN))).rules();
        }
    }

    private static final class LaterLookAlikes extends Later<List<LookAlike>> {
        @Override
        List<LookAlike> read() {
            var in = open(WRITTEN);
            part(in);
            return new PartReader(part(in)).lookAlikes();
        }
    }
}
