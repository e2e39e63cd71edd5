package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            address does not exist       | address doesnt exist
            address doesnt exist         | address does not exist
            your email is blocked        | your e mail is blocked
            not authorized to send       | not authorised to send
            account has been disabled    | account was disabled
            account has been disabled    | account is disabled
            mailbox cannot be found      | mail box cant be found
            *blacklisted*                | *blacklisted*
            """)
    void aPhraseIsSpelledInOtherWays(String phrase, String other) {
        assertThat(Spellings.of(List.of(phrase))).startsWith(phrase).contains(other);
    }

    @ParameterizedTest
    @CsvSource({"account is disabled", "isnotable", "emailed", "authorizedly"})
    void otherWordsStay(String phrase) {
        assertThat(Spellings.of(List.of(phrase))).containsExactly(phrase);
    }
}
