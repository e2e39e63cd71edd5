package whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of RFC 6376 section 3.4, and its example in section 3.4.5. */
class CanonicalTest {

    private static String read(String text) {
        return text.replace("<CRLF>", "\r\n")
                .replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<SP>", " ")
                .replace("<HTAB>", "\t");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            the example          | A:<SP>X<CRLF>                             | a:X<CRLF>
            folded               | B<SP>:<SP>Y<HTAB><CRLF><HTAB>Z<SP><SP><CRLF> | b:Y<SP>Z<CRLF>
            without a value      | Subject:<CRLF>                            | subject:<CRLF>
            a space and a tab    | C: 1<SP><HTAB>2<CRLF>                     | c:1<SP>2<CRLF>
            folded at once       | D:<CRLF><SP>x<CRLF>                       | d:x<CRLF>
            """)
    void relaxedFields(String fact, String field, String form) {
        assertThat(Canonical.RELAXED.field(read(field))).isEqualTo(read(form));
        assertThat(Canonical.SIMPLE.field(read(field))).isEqualTo(read(field));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the example      | <SP>C<SP><CRLF>D<SP><HTAB><SP>E<CRLF><CRLF><CRLF> | <SP>C<CRLF>D<SP>E<CRLF> | <SP>C<SP><CRLF>D<SP><HTAB><SP>E<CRLF>
            empty            | ''                   | ''         | <CRLF>
            empty lines only | <CRLF><CRLF>         | ''         | <CRLF>
            blank lines      | <SP><CRLF><SP><CRLF> | ''         | <SP><CRLF><SP><CRLF>
            no line end      | x                    | x<CRLF>    | x<CRLF>
            lines in between | x<CRLF><CRLF>y<CRLF> | x<CRLF><CRLF>y<CRLF> | x<CRLF><CRLF>y<CRLF>
            line feeds       | x<LF><LF>y<LF><LF>   | x<CRLF><CRLF>y<CRLF> | x<CRLF><CRLF>y<CRLF>
            a return alone   | x<CR>y<CR><CR><CRLF> | x<CR>y<CR><CR><CRLF> | x<CR>y<CR><CR><CRLF>
            ends in a return | x<CR>                | x<CR><CRLF>          | x<CR><CRLF>
            """)
    void bodies(String fact, String body, String relaxed, String simple) {
        assertThat(hash(Canonical.RELAXED, read(body))).isEqualTo(sha256(read(relaxed)));
        assertThat(hash(Canonical.SIMPLE, read(body))).isEqualTo(sha256(read(simple)));
    }

    /** However it comes in pieces. */
    private static String hash(Canonical form, String body) {
        var hashes = IntStream.rangeClosed(1, 4)
                .mapToObj(size -> hash(form, body.getBytes(StandardCharsets.ISO_8859_1), size))
                .distinct()
                .toList();
        assertThat(hashes).hasSize(1);
        return hashes.getFirst();
    }

    private static String hash(Canonical form, byte[] body, int size) {
        var out = new CanonicalBody(form, Crypto.sha256(), Optional.empty());
        for (int at = 0; at < body.length; at += size) {
            out.add(Arrays.copyOfRange(body, at, at + size), Math.min(size, body.length - at));
        }
        return HexFormat.of().formatHex(out.hash());
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Crypto.sha256().digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            as they are     | a<CRLF><CRLF>b<CRLF> | a<CRLF><CRLF>b<CRLF>
            line feeds      | a<LF><LF>b<LF>       | a<CRLF><CRLF>b<CRLF>
            returns         | a<CR><CR>b<CR>       | a<CRLF><CRLF>b<CRLF>
            mixed           | a<CR><CRLF>b<LF><CR> | a<CRLF><CRLF>b<CRLF><CRLF>
            without an end  | a                    | a<CRLF>
            nothing         | ''                   | ''
            """)
    void linesAsTheyTravel(String fact, String message, String lines) {
        var octets = read(message).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(Canonical.lines(octets), StandardCharsets.ISO_8859_1))
                .isEqualTo(read(lines));
    }
}
