package whybounce.classify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import whybounce.classify.Phrases.Term;

/** Reads what a {@link TableWriter} wrote, in the same order: numbers and texts, each from a place of their own. */
final class TableReader {

    private final int[] numbers;
    private final String texts;
    private int at;
    private int textAt;

    TableReader(byte[] table) {
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

    List<Term> terms() {
        int count = number();
        var terms = new ArrayList<Term>(count);
        for (int i = 0; i < count; i++) {
            terms.add(new Term(number(), number(), number(), number()));
        }
        return terms;
    }
}
