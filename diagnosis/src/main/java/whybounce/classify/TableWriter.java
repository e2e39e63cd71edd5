package whybounce.classify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Writes numbers and texts in the order in which they are read again: how many numbers, the numbers, the texts. */
final class TableWriter {

    static final char END_OF_TEXT = '\n';

    private final IntStream.Builder numbers = IntStream.builder();
    private final StringBuilder texts = new StringBuilder();

    byte[] toByteArray() {
        int[] all = numbers.build().toArray();
        byte[] utf8 = texts.toString().getBytes(StandardCharsets.UTF_8);
        var table = ByteBuffer.allocate((1 + all.length) * Integer.BYTES + utf8.length);
        table.putInt(all.length);
        table.asIntBuffer().put(all);
        table.position(table.capacity() - utf8.length);
        return table.put(utf8).array();
    }

    void number(int number) {
        numbers.add(number);
    }

    /** @param text a name, which has no line feed */
    void text(String text) {
        texts.append(text).append(END_OF_TEXT);
    }

    void numbers(int... each) {
        number(each.length);
        IntStream.of(each).forEach(numbers);
    }

    /** Each in two halves, the upper one first. */
    void longs(long... each) {
        number(each.length);
        for (long one : each) {
            number((int) (one >>> Integer.SIZE));
            number((int) one);
        }
    }
}
