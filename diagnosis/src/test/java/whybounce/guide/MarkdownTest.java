package whybounce.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <script>alert(1)</script>        | \\<script\\>alert(1)\\</script\\>
            a `code` and a *star*            | a \\`code\\` and a \\*star\\*
            [here](https://evil.example)     | \\[here\\](<https://evil.example>)
            _dmarc.example.com               | \\_dmarc.example.com
            see https://a.example/b_c.       | see <https://a.example/b_c>.
            5.7.26: neither passed           | 5.7.26: neither passed
            1. no list                       | 1\\. no list
            - no list                        | \\- no list
            """)
    void textIsShownAsItIs(String text, String markdown) {
        assertThat(Markdown.escaped(text)).isEqualTo(markdown);
    }

    @Test
    void aPipeIsNoColumn() {
        assertThat(Markdown.escaped("a | b")).isEqualTo("a \\| b");
    }

    @Test
    void whatServersSayStaysInItsBlock() {
        var page = new Markdown()
                .replies(List.of("550 no\n```\n# <b>title</b>\u001b[2J\u202e"))
                .text();
        assertThat(page).contains("````text\n550 no\n```\n# <b>title</b>\n````\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The mailbox {recipient} has no room.          | The recipient's mailbox has no room.
            {recipient} accepts mail[ from {list}].       | The recipient's address accepts mail.
            Ask {domain}'s administrator.                 | Ask the recipient domain's administrator.
            Ask postmaster@{domain}, with the reply.      | Ask the postmaster of the recipient's domain, with the reply.
            permit your address {sender}                  | permit your address
            It failed. {server} said so.                  | It failed. The other server said so.
            """)
    void placesAreToldInGeneralWords(String template, String words) {
        assertThat(GeneralWords.SENDER.text(template)).isEqualTo(words);
    }

    @Test
    void aLineToPasteShowsWhatToFillIn() {
        assertThat(GeneralWords.ADMINISTRATOR.text("Look.\ndig MX {domain}")).isEqualTo("Look.\ndig MX <domain>");
    }
}
