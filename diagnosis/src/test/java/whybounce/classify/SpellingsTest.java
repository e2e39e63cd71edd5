package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            account has been disabled    | account is disabled
            mailbox cannot be found      | mail box cannot be found
            ip was blacklisted           | ip was black listed
            *blacklisted*                | *blacklisted*
            sender*                      | sender
            """)
    void aPhraseIsSpelledInOtherWays(String phrase, String other) {
        assertThat(Spellings.of(List.of(phrase))).startsWith(phrase).contains(other);
    }

    @ParameterizedTest
    @CsvSource({"account is disabled", "mailboxes", "doesnt exist"})
    void otherWordsStay(String phrase) {
        assertThat(Spellings.of(List.of(phrase))).containsExactly(phrase);
    }
}
