package whybounce.probe.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.Tls.ClientCertificate;

/** Certificates of every kind that a server may show, made by the JDK's keytool when first needed. */
public final class TestCertificates {

    public static final String PASSWORD = "changeit";
    private static final KeyStore STORE = make();

    private TestCertificates() {}

    private static KeyStore make() {
        try {
            var folder = Files.createTempDirectory("certificates");
            var file = folder.resolve("keys.p12");
            pair(file, "ca", "-ext bc:critical=ca:true -validity 3650 -startdate -1000d");
            pair(file, "good", "-signer ca -ext san=dns:mx.example.org,dns:*.wild.example.org,ip:127.0.0.1");
            pair(file, "expired", "-signer ca -ext san=dns:mx.example.org -startdate -20d -validity 10");
            pair(file, "self-signed", "-ext san=dns:mx.example.org");
            pair(file, "nameless", "-signer ca");
            pair(file, "client", "-signer ca");
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            Files.delete(file);
            Files.delete(folder);
            return store;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("no certificates", e);
        }
    }

    private static void pair(Path store, String alias, String options) throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        // One short run after the other: neither the second compiler nor more threads would pay.
        var command = new ArrayList<>(List.of(
                tool,
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-alias",
                alias));
        command.addAll(List.of(("-keyalg EC -groupname secp256r1 -storetype PKCS12 -storepass " + PASSWORD
                        + " -dname CN=" + alias + " " + options)
                .split(" ")));
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    public static Set<X509Certificate> authority() {
        return Set.of(chain("ca").getFirst());
    }

    public static List<X509Certificate> chain(String alias) {
        try {
            return Arrays.stream(STORE.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(alias, e);
        }
    }

    static ClientCertificate client() {
        try {
            return new ClientCertificate((PrivateKey) STORE.getKey("client", PASSWORD.toCharArray()), chain("client"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file with the authority, as Java keeps those whom it trusts. */
    public static Path authorities(Path folder) throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", chain("ca").getFirst());
            var file = folder.resolve("authorities.p12");
            try (var out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The file with a certificate and those above it, as others write it (RFC 7468). */
    public static Path certificate(Path folder, String alias) throws IOException {
        var text = new StringBuilder();
        for (var certificate : chain(alias)) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }
        return Files.writeString(folder.resolve(alias + ".pem"), text);
    }

    /** The file with its private key. */
    public static Path key(Path folder, String alias) throws IOException {
        try {
            var key = STORE.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            return Files.writeString(folder.resolve(alias + ".key"), block("PRIVATE KEY", key));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /** A server that shows the certificate of this name, and takes clients' that the authority vouches for. */
    public static SSLContext server(String alias) {
        try {
            var own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            var key = STORE.getKey(alias, PASSWORD.toCharArray());
            own.setKeyEntry(alias, key, PASSWORD.toCharArray(), STORE.getCertificateChain(alias));
            own.setCertificateEntry("ca", chain("ca").getFirst());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(own);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(alias, e);
        }
    }

    /** The server's side of a handshake, in the middle of a talk. */
    public static SSLSocket encrypt(Talk talk, String alias) throws IOException {
        var tls = (SSLSocket) server(alias)
                .getSocketFactory()
                .createSocket(talk.client(), "mx.example.org", talk.client().getPort(), true);
        tls.setUseClientMode(false);
        tls.setWantClientAuth(true);
        tls.startHandshake();
        talk.over(tls);
        return tls;
    }
}
