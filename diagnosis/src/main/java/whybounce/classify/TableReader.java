package whybounce.classify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link TableWriter} wrote, in the same order: numbers and texts, each from a place of their own. */
final class TableReader {

    private final byte[] table;
    private final int[] numbers;
    private final String texts;
    private int at;
    private int textAt;

    TableReader(byte[] table) {
        this.table = table;
        var bytes = ByteBuffer.wrap(table);
        this.numbers = new int[bytes.getInt()];
        bytes.asIntBuffer().get(numbers);
        int from = bytes.position() + numbers.length * Integer.BYTES;
        this.texts = new String(table, from, table.length - from, StandardCharsets.UTF_8);
    }

    int number() {
        return numbers[at++];
    }

    String text() {
        int end = texts.indexOf(TableWriter.END_OF_TEXT, textAt);
        String text = texts.substring(textAt, end);
        textAt = end + 1;
        return text;
    }

    int[] numbers() {
        int count = number();
        at += count;
        return Arrays.copyOfRange(numbers, at - count, at);
    }

    long[] longs() {
        var longs = new long[number()];
        ByteBuffer.wrap(table, (1 + at) * Integer.BYTES, longs.length * Long.BYTES)
                .asLongBuffer()
                .get(longs);
        at += longs.length * 2;
        return longs;
    }

    /** All numbers of the table: who skips some finds them there. */
    int[] all() {
        return numbers;
    }

    /** Where the numbers that are skipped begin: how many there are, and then they. */
    int skipNumbers() {
        int from = at;
        at += 1 + numbers[at];
        return from;
    }

    /** Where the {@link Terms} that are skipped begin. */
    int skipTerms() {
        int from = at;
        at = Terms.end(numbers, at);
        return from;
    }
}
