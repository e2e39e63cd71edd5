package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.junit.jupiter.api.Test;

class StartUpCheckTest {

    private static final String NO_HOOKS = "<smtpservers><smtpserver enabled=\"true\"/></smtpservers>";

    @Test
    void what_is_dangerous_is_said_once_however_many_processors_have_the_mailet() {
        var check = new StartUpCheck((component, level) -> FileConfigurationProvider.getConfig(
                new ByteArrayInputStream(NO_HOOKS.getBytes(StandardCharsets.UTF_8))));
        assertThat(check.warnings()).hasSize(1);
        assertThat(check.warnings()).isEmpty();
    }
}
