package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DangerousSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transport    | RemoteDelivery | <delayTime>5000,100000,500000</delayTime><maxRetries>3</maxRetries><sendpartial>true</sendpartial> | gives up after 10 minutes",
                "transport    | RemoteDelivery | <delayTime>1 minute</delayTime><maxRetries>1</maxRetries><sendpartial>true</sendpartial> | gives up after 1 minute.",
                "transport    | RemoteDelivery | <delayTime>1 s</delayTime><maxRetries>3</maxRetries><sendpartial>true</sendpartial> | gives up after less than a minute.",
                "transport    | RemoteDelivery | <maxRetries>20</maxRetries> | sendpartial",
                "relay-denied | Bounce         | <x/>   | backscatter",
                "relay-denied | org.apache.james.transport.mailets.DSNBounce | <x/> | backscatter",
            })
    void a_dangerous_setting_is_named(String processor, String mailet, String settings, String words) {
        assertThat(warnings(container(processor, mailet, settings), ""))
                .singleElement()
                .asString()
                .startsWith("mailetcontainer.xml: ")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transport    | RemoteDelivery | <delayTime>5 minutes, 2*1 hour, 18*6 hours</delayTime><maxRetries>21</maxRetries><sendpartial>true</sendpartial>",
                "transport    | RemoteDelivery | <sendpartial>true</sendpartial>",
                "transport    | RemoteDelivery | <delayTime>nonsense</delayTime><sendpartial>true</sendpartial>",
                "transport    | whybounce.mailets.ExplainedDelivery | <delayTime>1 minute</delayTime><maxRetries>2</maxRetries>",
                "bounces      | DSNBounce      | <x/>",
                "relay-denied | Null           | <x/>",
            })
    void a_good_setting_is_not(String processor, String mailet, String settings) {
        assertThat(warnings(container(processor, mailet, settings), "")).isEmpty();
    }

    @Test
    void without_the_dsn_hooks_notify_is_ignored() {
        String one = "<handler class=\"org.apache.james.smtpserver.dsn.DSNEhloHook\"/>";
        assertThat(warnings("", smtp(one)))
                .singleElement()
                .asString()
                .contains("DSNMailParameterHook, DSNRcptParameterHook, DSNMessageHook", "NOTIFY")
                .doesNotContain("DSNEhloHook,");
        String all = one + "<handler class=\"org.apache.james.smtpserver.dsn.DSNMailParameterHook\"/>"
                + "<handler class=\"org.apache.james.smtpserver.dsn.DSNRcptParameterHook\"/>"
                + "<handler class=\"org.apache.james.smtpserver.dsn.DSNMessageHook\"/>";
        assertThat(warnings("", smtp(all))).isEmpty();
    }

    @Test
    void what_cannot_be_read_stops_nothing() {
        ConfigurationProvider broken = (component, level) -> {
            throw new ConfigurationException(component);
        };
        assertThat(new DangerousSettings(broken).warnings()).isEmpty();
    }

    private static List<String> warnings(String container, String smtp) {
        return new DangerousSettings((component, level) -> parsed(component.equals("smtpserver") ? smtp : container))
                .warnings();
    }

    private static XMLConfiguration parsed(String xml) throws ConfigurationException {
        return xml.isEmpty()
                ? new XMLConfiguration()
                : FileConfigurationProvider.getConfig(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String container(String processor, String mailet, String settings) {
        return "<mailetcontainer><processors><processor state=\"" + processor + "\"><mailet match=\"All\" class=\""
                + mailet + "\">" + settings + "</mailet></processor></processors></mailetcontainer>";
    }

    private static String smtp(String handlers) {
        return "<smtpservers><smtpserver enabled=\"true\"><handlerchain>" + handlers
                + "</handlerchain></smtpserver></smtpservers>";
    }
}
