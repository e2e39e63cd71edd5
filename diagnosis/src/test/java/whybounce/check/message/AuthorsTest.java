package whybounce.check.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From fields as people and attackers write them. */
class AuthorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ann@example.com                                   | example.com
            Ann <ann@example.com>                             | example.com
            <ann@example.com>                                 | example.com
            "Smith, Ann" <ann@example.com>                    | example.com
            "boss@example.org" <eve@example.com>              | example.com
            boss@example.org <eve@example.com>                | example.com
            "a \\" <x@y.example>" <ann@example.com>           | example.com
            Ann (of x@y.example (really)) <ann@example.com>   | example.com
            ann@example.com (Ann)                             | example.com
            ann@example.com, ben@example.org                  | example.com example.org
            Team: ann@example.com, ben@example.org;           | example.com example.org
            <@a.example,@b.example:ann@example.com>           | example.com
            "a@b"@example.com                                 | example.com
            ann@EXAMPLE.com.                                  | example.com
            Ann <ann@b\u00fccher.example>                     | xn--bcher-kva.example
            ann@[192.0.2.1]                                   | ''
            ann                                               | ''
            ''                                                | ''
            "unclosed <ann@example.com>                       | ''
            (unclosed ann@example.com                         | ''
            Ann <ann@example.com                              | example.com
            =?utf-8?q?a=40b?= <ann@example.com>               | example.com
            """)
    void domains(String from, String domains) {
        var octets = new String(from.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Authors.addresses(octets).stream()
                        .flatMap(address -> Authors.domain(address).stream())
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(domains);
    }
}
