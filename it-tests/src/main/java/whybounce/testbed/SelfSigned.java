package whybounce.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS identities that nobody vouches for: made by the JDK's keytool when first needed, gone with the process. */
final class SelfSigned {

    private static final String PASSWORD = "changeit";
    private static final Map<String, SSLContext> MADE = new ConcurrentHashMap<>();

    private SelfSigned() {}

    /** A server's side of TLS with a certificate for {@code host}, signed by its own key. */
    static SSLContext forHost(String host) {
        return MADE.computeIfAbsent(host, SelfSigned::make);
    }

    private static SSLContext make(String host) {
        try {
            var folder = Files.createTempDirectory("self-signed");
            var store = folder.resolve("key.p12");
            keytool(store, host);
            var context = load(store);
            Files.delete(store);
            Files.delete(folder);
            return context;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("no certificate for " + host, e);
        }
    }

    private static void keytool(Path store, String host) throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var options = "-genkeypair -alias peer -keyalg EC -groupname secp256r1 -validity 2 -storetype PKCS12"
                + " -storepass " + PASSWORD + " -dname CN=" + host + " -ext SAN=dns:" + host;
        var command = new ArrayList<>(List.of(tool, "-keystore", store.toString()));
        command.addAll(1, List.of(options.split(" ")));
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static SSLContext load(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
