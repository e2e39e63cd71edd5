package whybounce.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Writes numbers and texts in the order in which they are read again: how many numbers, the numbers, the texts. */
public final class TableWriter {

    private final IntStream.Builder numbers = IntStream.builder();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();

    public byte[] toByteArray() {
        int[] all = numbers.build().toArray();
        var table = ByteBuffer.allocate((1 + all.length) * Integer.BYTES + texts.size());
        table.putInt(all.length);
        table.asIntBuffer().put(all);
        table.position(table.capacity() - texts.size());
        return table.put(texts.toByteArray()).array();
    }

    public void number(int number) {
        numbers.add(number);
    }

    /** Its length stands among the numbers: in Latin-1 where it can be, which is read fastest; else, negative, in UTF-8. */
    public void text(String text) {
        boolean latin1 = ISO_8859_1.newEncoder().canEncode(text);
        byte[] bytes = text.getBytes(latin1 ? ISO_8859_1 : UTF_8);
        number(latin1 ? bytes.length : -bytes.length);
        texts.writeBytes(bytes);
    }

    public void texts(List<String> each) {
        list(each, this::text);
    }

    /** How many there are, and what is written of each. */
    public <T> void list(List<T> values, Consumer<T> put) {
        number(values.size());
        values.forEach(put);
    }

    public void numbers(int... each) {
        number(each.length);
        IntStream.of(each).forEach(numbers);
    }

    /** Each in two halves, the upper one first. */
    public void longs(long... each) {
        number(each.length);
        for (long one : each) {
            number((int) (one >>> Integer.SIZE));
            number((int) one);
        }
    }
}
