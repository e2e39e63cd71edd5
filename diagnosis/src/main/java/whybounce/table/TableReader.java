package whybounce.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads what a {@link TableWriter} wrote, in the same order: numbers and texts, each from a place of their own. */
public final class TableReader {

    private final byte[] table;
    private final int[] numbers;
    private int at;
    private int textAt;

    public TableReader(byte[] table) {
        this.table = table;
        var bytes = ByteBuffer.wrap(table);
        this.numbers = new int[bytes.getInt()];
        bytes.asIntBuffer().get(numbers);
        this.textAt = bytes.position() + numbers.length * Integer.BYTES;
    }

    public int number() {
        return numbers[at++];
    }

    public String text() {
        int length = number();
        int from = textAt;
        textAt += Math.abs(length);
        return length >= 0
                ? new String(table, from, length, StandardCharsets.ISO_8859_1)
                : new String(table, from, -length, StandardCharsets.UTF_8);
    }

    public List<String> texts() {
        var texts = new String[number()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text();
        }
        return List.of(texts);
    }

    public int[] numbers() {
        int count = number();
        at += count;
        return Arrays.copyOfRange(numbers, at - count, at);
    }

    public long[] longs() {
        var longs = new long[number()];
        ByteBuffer.wrap(table, (1 + at) * Integer.BYTES, longs.length * Long.BYTES)
                .asLongBuffer()
                .get(longs);
        at += longs.length * 2;
        return longs;
    }

    /** All numbers of the table: who skips some finds them there. */
    public int[] all() {
        return numbers;
    }

    /** Where the numbers that are skipped begin: how many there are, and then they. */
    public int skipNumbers() {
        int from = at;
        at += 1 + numbers[at];
        return from;
    }

    /** Where the next number stands in {@link #all}. */
    public int at() {
        return at;
    }

    /** Goes on with another number.
     *
     * @param next where it stands in {@link #all}
     */
    public void goTo(int next) {
        at = next;
    }
}
