package whybounce.classify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import whybounce.classify.Phrases.Term;

/** Reads what a {@link TableWriter} wrote, in the same order. */
final class TableReader {

    private final ByteBuffer table;

    TableReader(byte[] table) {
        this.table = ByteBuffer.wrap(table);
    }

    int number() {
        return table.getInt();
    }

    String text() {
        var bytes = new byte[number()];
        table.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    int[] ints() {
        var ints = new int[number()];
        table.asIntBuffer().get(ints);
        skip(ints.length * Integer.BYTES);
        return ints;
    }

    char[] chars() {
        var chars = new char[number()];
        table.asCharBuffer().get(chars);
        skip(chars.length * Character.BYTES);
        return chars;
    }

    long[] longs() {
        var longs = new long[number()];
        table.asLongBuffer().get(longs);
        skip(longs.length * Long.BYTES);
        return longs;
    }

    List<Term> terms() {
        int count = number();
        var terms = new ArrayList<Term>(count);
        for (int i = 0; i < count; i++) {
            terms.add(new Term(number(), number(), number(), number()));
        }
        return terms;
    }

    private void skip(int bytes) {
        table.position(table.position() + bytes);
    }
}
