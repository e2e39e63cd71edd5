package whybounce.classify;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import whybounce.classify.Phrases.Term;

/** Writes numbers, texts and arrays in the order in which they are read again. */
final class TableWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    void number(int number) throws IOException {
        out.writeInt(number);
    }

    void text(String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        out.write(utf8);
    }

    void ints(int... ints) throws IOException {
        number(ints.length);
        for (int each : ints) {
            number(each);
        }
    }

    void chars(String chars) throws IOException {
        number(chars.length());
        out.writeChars(chars);
    }

    void longs(long... longs) throws IOException {
        number(longs.length);
        for (long each : longs) {
            out.writeLong(each);
        }
    }

    void terms(List<Term> terms) throws IOException {
        number(terms.size());
        for (var term : terms) {
            number(term.first());
            number(term.second());
            number(term.length());
            number(term.lengthOfSecond());
        }
    }
}
