package whybounce.probe.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import whybounce.probe.session.TlsReport;

/**
 * Makes a certificate that has the names and the dates of the one that was recorded, and is vouched for by nobody but
 * itself. The JDK's keytool does it, since Java has no way of its own to make one.
 */
final class SelfSigned {

    /** What keytool reads as a name and nothing else; a transcript may come from anywhere. */
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?[a-z0-9][a-z0-9-]{0,62}(\\.[a-z0-9][a-z0-9-]{0,62}){0,126}");

    private static final Pattern IP = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*");

    /** More names than a certificate for a server has, and fewer than a command line bears. */
    private static final int MOST_NAMES = 50;

    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

    private static final String ALIAS = "replay";

    /** The variable of keytool's environment; what stands in arguments, others may see. */
    private static final String PASSWORD = "WHYBOUNCE_REPLAY_PASSWORD";

    private SelfSigned() {}

    static ServerCertificate like(TlsReport recorded) throws IOException {
        var folder = Files.createTempDirectory("smtp-probe"); // Which only we may read.
        var store = folder.resolve("keys.p12");
        var password = HexFormat.of().formatHex(SecureRandom.getSeed(16));
        try {
            keytool(arguments(store, recorded), password);
            return read(store, password.toCharArray());
        } finally {
            Files.deleteIfExists(store);
            Files.delete(folder);
        }
    }

    /** From when on, and how long. */
    private record Validity(Instant from, long days) {}

    /** It ends when the recorded one does, and begins within a day of it, since keytool counts in days. */
    private static Validity validity(X509Certificate recorded) {
        var end = recorded.getNotAfter().toInstant();
        var length = Duration.between(recorded.getNotBefore().toInstant(), end);
        long days = Math.max(1, length.plusDays(1).minusNanos(1).toDays());
        return new Validity(end.minus(Duration.ofDays(days)), days);
    }

    private static List<String> names(TlsReport recorded) {
        return recorded.names().stream()
                .limit(MOST_NAMES)
                .flatMap(SelfSigned::alternative)
                .toList();
    }

    private static Stream<String> alternative(String name) {
        if (IP.matcher(name).matches()) {
            return Stream.of("ip:" + name);
        }
        return HOST.matcher(name).matches() ? Stream.of("dns:" + name) : Stream.empty();
    }

    private static List<String> arguments(Path store, TlsReport recorded) {
        var validity = validity(recorded.chain().getFirst());
        var arguments = new ArrayList<>(List.of("-genkeypair", "-alias", ALIAS, "-keystore", store.toString()));
        arguments.addAll(List.of("-storetype", "PKCS12", "-storepass:env", PASSWORD));
        arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=replay of a transcript"));
        arguments.addAll(List.of("-startdate", START.format(validity.from().atZone(ZoneId.systemDefault()))));
        arguments.addAll(List.of("-validity", Long.toString(validity.days())));
        var names = names(recorded);
        if (!names.isEmpty()) {
            arguments.addAll(List.of("-ext", "san=" + String.join(",", names)));
        }
        return arguments;
    }

    private static void keytool(List<String> arguments, String password) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of(PASSWORD, password));
        var tool = started(builder);
        var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (tool.waitFor() != 0) {
                throw new IOException("the Java installation's keytool makes no certificate: " + said.strip());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private static Process started(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException none) {
            throw new IOException(
                    "this Java installation has no keytool, which makes a certificate; give one with --tls-cert and"
                            + " --tls-key",
                    none);
        }
    }

    private static ServerCertificate read(Path store, char[] password) throws IOException {
        try (var in = Files.newInputStream(store)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            var chain = Stream.of(keys.getCertificateChain(ALIAS))
                    .map(X509Certificate.class::cast)
                    .toList();
            return new ServerCertificate((PrivateKey) keys.getKey(ALIAS, password), chain);
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be read", e);
        }
    }
}
