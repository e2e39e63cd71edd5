package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownParametersTest {
    private static final UnknownParameters PARAMETERS =
            new UnknownParameters("ExplainedX", Set.of("delayProcessor", "sendpartial"));

    @ParameterizedTest
    @ValueSource(
            strings = {"delayProcessor", "mail.smtp.ssl.trust", "mail..smtp..timeout", "onMailetException", "[@class]"})
    void what_james_or_we_read_is_known(String name) {
        assertThat(PARAMETERS.warnings(List.of(name).iterator())).isEmpty();
    }

    @Test
    void anything_else_is_told_with_what_is_meant_where_that_is_plain() {
        assertThat(PARAMETERS.warnings(
                        List.of("colour", "sendPartial", "delay-processor").iterator()))
                .containsExactly(
                        "<colour> is no parameter of ExplainedX and does nothing.",
                        "<sendPartial> is no parameter of ExplainedX and does nothing. <sendpartial> is meant.",
                        "<delay-processor> is no parameter of ExplainedX and does nothing. <delayProcessor> is meant.");
    }

    @Test
    void delivery_knows_those_of_james_and_its_own() {
        var config = FakeMailetConfig.builder();
        for (var name : List.of("outgoing", "deliveryThreads", "gatewayPassword", "mendQuota", "maxretries")) {
            config.setProperty(name, "1");
        }
        assertThat(Parameters.unknown(config.build()))
                .containsExactly(
                        "<maxretries> is no parameter of ExplainedDelivery and does nothing. <maxRetries> is meant.");
    }
}
