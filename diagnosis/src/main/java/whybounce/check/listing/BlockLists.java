package whybounce.check.listing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import whybounce.check.listing.BlockList.Code;
import whybounce.check.listing.BlockList.Kind;

/** Our table of block lists. No other is ever asked, whatever a reply names. */
public final class BlockLists {

    private static final String FILE = "/whybounce/check/block-lists.tsv";

    private static final int CODES = 4;

    private BlockLists() {}

    /** All of the table, in its order. */
    public static List<BlockList> shipped() {
        var in = Objects.requireNonNull(BlockLists.class.getResourceAsStream(FILE), FILE);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> read(line.split("\t")))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static BlockList read(String[] fields) {
        var kinds = Arrays.stream(fields[2].split(" "))
                .map(kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        var codes = Arrays.stream(fields).skip(CODES).map(BlockLists::code).toList();
        return new BlockList(fields[0], fields[1], kinds, fields[3], codes);
    }

    private static Code code(String field) {
        int equals = field.indexOf('=');
        return new Code(field.substring(0, equals), field.substring(equals + 1));
    }
}
