package whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dkim.KeyAnswer.Records;

/**
 * OpenDKIM signs, as it does for Postfix, and we verify. Skipped where it is not installed: apt-get install opendkim
 * miltertest. {@code .ci/run} installs both.
 */
class OpenDkimTest {

    private static final Path OPENDKIM = Path.of("/usr/sbin/opendkim");
    private static final Path MILTERTEST = Path.of("/usr/bin/miltertest");
    private static final int SECONDS = 60;

    /** A line of it may be folded; the milter protocol has LF there. */
    private static final Map<String, String> HEADER = Map.of(
            "From", "Ann <ann@example.com>",
            "To", "ben@example.org,\n\tbob@example.org",
            "Subject", "Hello  there");

    private static final String BODY = "Hi Ben,\r\n\r\n see\t you  \r\n.dots\r\n \r\n\r\n\r\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "RSA,     relaxed/relaxed",
        "RSA,     relaxed/simple",
        "RSA,     simple/relaxed",
        "RSA,     simple/simple",
        "Ed25519, relaxed/relaxed",
        // With a simple header OpenDKIM 2.11 does not take its own signatures of Ed25519.
        "Ed25519, relaxed/simple"
    })
    void itsSignaturesHold(String kind, String forms) throws Exception {
        assumeTrue(
                Files.isExecutable(OPENDKIM) && Files.isExecutable(MILTERTEST),
                "OpenDKIM is not installed: apt-get install opendkim miltertest");
        var pair = pair(kind);
        var field = sign(pair, kind, forms);
        var record = SigningKey.of(pair.getPrivate()).record();

        assertThat(flaws(field, BODY, record)).isEmpty();
        assertThat(flaws(field, BODY.replace("Hi", "Ho"), record)).containsExactly(Flaw.of(Flaw.Kind.BODY_CHANGED));
        assertThat(field).contains("c=" + forms).contains(kind.equals("RSA") ? "a=rsa-sha256" : "a=ed25519-sha256");
    }

    private static List<Flaw> flaws(String field, String body, String record) throws IOException {
        var header = HEADER.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue().replace("\n", "\r\n") + "\r\n")
                .collect(Collectors.joining());
        var message = field + header + "\r\n" + body;
        var read = SignedMessage.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(read.signatures()).hasSize(1);
        return read.signatures()
                .getFirst()
                .check(new Records(List.of(record)), Instant.now())
                .flaws();
    }

    /** The field that it adds. */
    private String sign(KeyPair pair, String kind, String forms) throws IOException, InterruptedException {
        var opendkim = start(
                OPENDKIM.toString(), "-f", "-x", configure(pair, kind, forms).toString());
        try {
            var output = folder.resolve("field");
            var miltertest = new ProcessBuilder(MILTERTEST.toString(), "-s", script().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(miltertest.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            var field = Files.readString(output);
            assertThat(miltertest.exitValue()).as(field).isZero();
            return field.replace("\n", "\r\n");
        } finally {
            opendkim.destroyForcibly(); // Asked kindly it takes ten seconds.
            opendkim.waitFor(SECONDS, TimeUnit.SECONDS);
        }
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("opendkim.log").toFile())
                .start();
    }

    private Path configure(KeyPair pair, String kind, String forms) throws IOException {
        var key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return Files.writeString(folder.resolve("opendkim.conf"), """
                Domain example.com
                Selector s1
                KeyFile %s
                Mode s
                Socket local:%s
                Canonicalization %s
                SignatureAlgorithm %s
                RequireSafeKeys no
                Syslog no
                Background no
                """.formatted(
                        key, socket(), forms, kind.equals("RSA") ? "rsa-sha256" : "ed25519-sha256"));
    }

    private Path socket() {
        return folder.resolve("socket");
    }

    /** What a mail server says to a milter; it tries to connect for ten seconds. */
    private Path script() throws IOException {
        var header = HEADER.entrySet().stream()
                .map(one -> "mt.header(filter, [[" + one.getKey() + "]], [[" + one.getValue() + "]])\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("sign.lua"), """
                filter = mt.connect("local:%s", 40, 0.25)
                if filter == nil then error("no connection") end
                mt.conninfo(filter, "localhost", "127.0.0.1")
                mt.macro(filter, SMFIC_MAIL, "i", "test")
                mt.mailfrom(filter, "ann@example.com")
                mt.rcptto(filter, "ben@example.org")
                %smt.eoh(filter)
                mt.bodystring(filter, "%s")
                mt.eom(filter)
                io.write("DKIM-Signature:" .. mt.getheader(filter, "DKIM-Signature", 0) .. "\\n")
                mt.disconnect(filter)
                """.formatted(
                socket(), header, BODY.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t")));
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        var pairs = KeyPairGenerator.getInstance(kind);
        return pairs.generateKeyPair();
    }
}
