package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        makeKey("mx1.example.org");
        makeKey("other.example.org");
    }

    @ParameterizedTest(name = "{0}: trust={1}, name verified: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "mx1.example.org   |-                |true |FAILED-TLS|certificate of CN=mx1.example.org, issued by CN=mx1.example.org",
                "mx1.example.org   |-                |false|FAILED-TLS|certificate of CN=mx1.example.org, issued by CN=mx1.example.org",
                "mx1.example.org   |''               |true |FAILED-TLS|certificate of CN=mx1.example.org, issued by CN=mx1.example.org",
                "mx1.example.org   |*                |false|DELIVERED |-",
                "mx1.example.org   |*                |true |DELIVERED |-",
                "mx1.example.org   |mx1.example.org  |true |DELIVERED |-",
                "other.example.org |mx9.example.org  |true |FAILED-TLS|certificate of CN=other.example.org",
                "other.example.org |*                |true |FAILED-TLS|No subject alternative DNS name matching mx1.example.org found",
                "other.example.org |*                |false|DELIVERED |-"
            })
    void theCertificateIsHeldAgainstTheNameOfTheServer(
            String name, String trust, String verify, String outcome, String detail) throws Exception {
        try (var rig = new Rig().mxWithTls(folder.resolve(name))) {
            rig.with("startTLS", "true").with("verifyServerIdentity", verify);
            if (trust != null) {
                rig.with("mail.smtp.ssl.trust", trust);
            }
            var told = rig.deliver("ann").told();

            if (outcome.equals("DELIVERED")) {
                assertThat(told).isEmpty();
            } else {
                assertThat(told)
                        .singleElement()
                        .asString()
                        .contains("TLS failed")
                        .contains(detail)
                        .doesNotContain("Exception", "sun.security");
            }
        }
    }

    /** A key with a certificate of its own making, as the JDK's keytool writes it. */
    private static void makeKey(String name) throws IOException, InterruptedException {
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mx",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        folder.resolve(name).toString(),
                        "-storepass",
                        "changeit",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(made).isZero();
    }
}
