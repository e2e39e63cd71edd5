package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteTextTest {

    private static final Set<String> HARMLESS = Set.of("support.google.com", "ann@example.org");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see https://evil.example/a?b=c.d     | see hxxps://evil[.]example/a?b=c.d",
                "see HTTP://evil.example              | see hxxp://evil[.]example",
                "see https://support.google.com/mail  | see https://support.google.com/mail",
                "see http://support.google.com/mail   | see hxxp://support[.]google[.]com/mail",
                "see https://support.google.com.evil.example/ | see hxxps://support[.]google[.]com[.]evil[.]example/",
                "see https://support.google.com@evil.example/ | see hxxps://support[.]google[.]com@evil[.]example/",
                "see www.evil.example now             | see www[.]evil[.]example now",
                "see evil.example/login               | see evil[.]example/login",
                "see ftp://evil.example/x             | see ftp[:]//evil[.]example/x",
                "click javascript:alert(1)            | click javascript[:]alert(1)",
                "write to mailto:x@evil.example       | write to mailto[:]x@evil[.]example",
                "write to x@evil.example              | write to x@evil[.]example",
                "<ann@example.org>: unknown           | <ann@example.org>: unknown",
                "ip 192.0.2.1 blocked by mx.example.org | ip 192.0.2.1 blocked by mx.example.org",
                "no $1 group \\ here                  | no $1 group \\ here",
            })
    void addresses_lead_nowhere(String text, String shown) {
        assertThat(RemoteText.quote(text, HARMLESS::contains).lines()).containsExactly(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\0b',ab",
        "'a\u001b[0mb',ab",
        "'a\u001b]0;title\u0007b',ab",
        "'a\u001bb',ab",
        "'a\u202eb',ab",
        "'a\u200bb',ab",
        "'a\tb','a b'",
        "'a\u2028b','a b'",
        "'\ufeffa',a"
    })
    void invisible_characters_go(String text, String shown) {
        assertThat(RemoteText.line(text)).isEqualTo(shown);
    }

    @Test
    void a_quote_is_bounded() {
        var many = RemoteText.quote("line\n".repeat(50), any -> false);
        assertThat(many.lines()).hasSize(RemoteText.MAX_LINES);
        assertThat(many.cut()).isTrue();
        var lengthy = RemoteText.quote("x ".repeat(5_000), any -> false);
        assertThat(lengthy.lines().getFirst()).hasSize(RemoteText.MAX_CHARS);
        var word = RemoteText.quote("x".repeat(1_500), any -> false);
        assertThat(word.lines()).containsExactly("x".repeat(300) + "... [1,200 more characters]");
        assertThat(word.cut()).isTrue();
        assertThat(lengthy.cut()).isTrue();
        assertThat(RemoteText.quote("all of it", any -> false).cut()).isFalse();
    }

    @Test
    void prose_is_no_fact() {
        assertThat(RemoteText.fact("10 MB")).contains("10 MB");
        assertThat(RemoteText.fact("https://evil.example/")).contains("hxxps://evil[.]example/");
        assertThat(RemoteText.fact("call us at once ".repeat(10))).isEmpty();
        assertThat(RemoteText.fact("\0")).isEmpty();
    }
}
