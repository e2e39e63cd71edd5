package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordFormsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            address does not exist            | 550 This address doesn't exist
            address doesn't exist             | 550 the address did not exist
            cannot be found                   | 550 the account could not be found
            could not be found                | 550 the account can't be found
            your email is blocked             | 550 your e-mail was blocked
            your mail server                  | 550 your mailserver is listed
            not authorized                    | 550 not authorised to send
            spf failed                        | 550 SPF failure
            exceeds the limit                 | 552 exceeded the limits
            unknown recipient                 | 550 unrecognised addressee
            sent ... cannot be delivered      | 550 what you sent can't be delivered
            sender ... msg                    | 550 originator of this message
            不存在email地址                       | 550 不存在mail地址
            recipient is unknown              | 550 Der Empfänger ist unbekannt
            mailbox ... full                  | 550 La boîte aux lettres est pleine
            user not exist                    | 550 El usuario no existe
            user not found                    | 550 пользователь не найден
            unknown recipient                 | 550 Nieznany odbiorca
            sender domain                     | 550 Absenderdomain abgelehnt
            conta nao encontrada              | 550 account not found
            """)
    void aPhraseStandsForAllFormsOfItsWords(String phrase, String text) {
        assertThat(isIn(phrase, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connection refused                | 550 connection rejected
            recipient unknown                 | 550 recipients unknown
            domain does not exist             | 550 domain exists
            fail*                             | 550 fault
            sender*                           | 550 Absender
            """)
    void otherWordsStayApart(String phrase, String text) {
        assertThat(isIn(phrase, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {ip}      | 550 mail from 192.0.2.1 is blocked      | true
            {ip}      | 550 mail from [IPv6:2001:db8::1]        | false
            {ip}      | 550 mail from 2001:db8::1 is blocked    | true
            {ip}      | 550 at 10:15:30 all was well            | false
            {ip}      | 550 5.7.1 blocked by ip                 | false
            {address} | 550 mail from <ann@example.org> blocked | true
            {address} | 550 the address is blocked              | false
            """)
    void whatIsMaskedCanBeAskedFor(String phrase, String text, boolean named) {
        assertThat(isIn(phrase, text)).isEqualTo(named);
    }

    /** A phrase may go on where a form ends that is shorter than the one that stands for it. */
    @Test
    void noFormIsMuchShorterThanWhatStandsForIt() {
        for (var written : List.of("message", "recipient", "address", "user", "failed", "required", "exceeded")) {
            assertThat(WordForms.othersOf(written))
                    .isNotEmpty()
                    .allMatch(other -> other.length() >= written.length() - WordForms.SHORTER);
        }
    }

    private static boolean isIn(String written, String text) {
        var phrases = new Phrases();
        var term = phrases.term(written);
        var hits = PhraseTree.of(phrases).phrasesIn(NormalText.of(text, 0, text.length(), 550));
        return term.isPair()
                ? hits.hasInOrder(term.first(), term.second(), term.lengthOfSecond())
                : hits.has(term.first());
    }
}
