package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    private static final Map<String, String> VALUES =
            Map.of("recipient", "ann@example.org", "evil", "{recipient}[{no}]");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to {recipient}.                 | to ann@example.org.",
                "full[ with {limit}].            | full.",
                "to[ {recipient}].               | to ann@example.org.",
                "to[ {recipient} with {limit}].  | to.",
                "{evil}                          | {recipient}[{no}]",
                "[{evil}]                        | {recipient}[{no}]",
                "{nothing}here                   | here",
                "an open {brace                  | an open {brace",
                "an open [bracket                | an open bracket",
                "a closing ] and } alone         | a closing ] and } alone",
            })
    void fills(String template, String filled) {
        assertThat(Template.fill(template, VALUES)).isEqualTo(filled);
    }
}
