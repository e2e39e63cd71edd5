package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One message costs nothing for what many, a watch and a manual need. */
class StartTest {

    @Test
    void sendingOneMessageLoadsNothingOfTheRest() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "whybounce.probe.Main",
                        "send",
                        "--from=ann@example.com",
                        "--to=bob@example.org",
                        "--server=127.0.0.1",
                        "--port=1")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(20);
        assertThat(said)
                .contains("whybounce.probe.session.SmtpSession ")
                .doesNotContain("whybounce.probe.many.", "whybounce.probe.watch.", "whybounce.probe.SendingMany")
                .doesNotContain("whybounce.probe.report.JUnitFile", "whybounce.probe.report.Metrics")
                .doesNotContain("whybounce.probe.usage.HelpText", "org.xbill.DNS", "jakarta.mail");
    }
}
