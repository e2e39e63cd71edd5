package whybounce.probe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import whybounce.probe.session.TestCertificates;

/**
 * Debian's Postfix with a configuration, a queue and ports of its own, all in a temporary folder and on loopback; one that
 * the machine may run besides is not touched. Postfix wants to be started by root, so others need sudo.
 */
final class OwnPostfix implements AutoCloseable {

    private static final Path MASTER = Path.of("/usr/lib/postfix/sbin/master");
    private static final int START_MILLIS = 20_000;

    private final Path folder;
    private final int plain;
    private final int behindProxy;
    private final int wrapped;

    private OwnPostfix(Path folder) throws IOException {
        this.folder = folder;
        this.plain = free();
        this.behindProxy = free();
        this.wrapped = free();
    }

    /** Starts it, or has the test skipped, saying why. */
    static OwnPostfix start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(MASTER), "Postfix is not installed: apt-get install postfix");
        assumeTrue(run(true, "true") == 0, "Postfix is started by root, and sudo does not let us");
        var everybody = PosixFilePermissions.fromString("rwxr-xr-x");
        var folder = Files.createTempDirectory("postfix", PosixFilePermissions.asFileAttribute(everybody));
        Files.setPosixFilePermissions(folder, everybody);
        var postfix = new OwnPostfix(folder);
        postfix.configure();
        if (run(true, "/usr/sbin/postfix", "-c", folder.resolve("etc").toString(), "start") != 0) {
            throw new IOException("Postfix does not start:\n" + postfix.log());
        }
        postfix.await();
        return postfix;
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Speaks SMTP. */
    int plain() {
        return plain;
    }

    /** Wants a header of the PROXY protocol first. */
    int behindProxy() {
        return behindProxy;
    }

    /** Encrypted from the first byte. */
    int wrapped() {
        return wrapped;
    }

    private void configure() throws IOException {
        var etc = Files.createDirectory(folder.resolve("etc"));
        Files.createDirectory(folder.resolve("queue"));
        Files.createDirectory(folder.resolve("data"));
        Files.createDirectory(folder.resolve("log"));
        run(true, "chown", "postfix", folder.resolve("data").toString());
        var certificate = TestCertificates.certificate(folder, "good");
        var key = TestCertificates.key(folder, "good");
        var authority = TestCertificates.certificate(folder, "ca");
        Files.writeString(etc.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = FOLDER/queue
                data_directory = FOLDER/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                maillog_file = FOLDER/log/postfix.log
                maillog_file_prefixes = FOLDER
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = relay.example.org
                mydestination = example.org
                mynetworks = 127.0.0.0/8
                alias_maps =
                alias_database =
                local_recipient_maps = inline:{ bob@example.org=x }
                local_transport = discard:
                default_transport = discard:
                smtpd_authorized_xclient_hosts = 127.0.0.0/8
                smtpd_recipient_restrictions = check_recipient_access inline:{
                    {later@example.org = 450 4.7.1 Greylisted, come back later},
                    {lines@example.org = 550 5.7.1 the whole of a policy} },
                    reject_unauth_destination
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = CERTIFICATE
                smtpd_tls_key_file = KEY
                smtpd_tls_CAfile = AUTHORITY
                smtpd_tls_ask_ccert = yes
                smtpd_tls_received_header = yes
                smtpd_tls_loglevel = 1
                """.replace("FOLDER", folder.toString())
                .replace("CERTIFICATE", certificate.toString())
                .replace("KEY", key.toString())
                .replace("AUTHORITY", authority.toString()));
        Files.writeString(etc.resolve("master.cf"), """
                127.0.0.1:PLAIN inet n - n - - smtpd
                127.0.0.1:PROXY inet n - n - - smtpd -o smtpd_upstream_proxy_protocol=haproxy
                127.0.0.1:WRAPPED inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                discard unix - - n - - discard
                error unix - - n - - error
                anvil unix - - n - 1 anvil
                tlsmgr unix - - n 1000? 1 tlsmgr
                proxymap unix - - n - - proxymap
                postlog unix-dgram n - n - 1 postlogd
                """.replace("PLAIN", Integer.toString(plain))
                .replace("PROXY", Integer.toString(behindProxy))
                .replace("WRAPPED", Integer.toString(wrapped)));
    }

    private void await() throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), plain).close();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw new IOException("Postfix does not listen:\n" + log(), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** What it logged so far. */
    String log() throws IOException {
        var file = folder.resolve("log").resolve("postfix.log");
        if (!Files.exists(file)) {
            return "";
        }
        if (Files.isReadable(file)) {
            return Files.readString(file);
        }
        var read = new ProcessBuilder(command(true, "cat", file.toString())).start();
        return new String(read.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int run(boolean asRoot, String... command) throws IOException {
        try {
            var process = new ProcessBuilder(command(asRoot, command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static List<String> command(boolean asRoot, String... command) {
        boolean need = asRoot && !System.getProperty("user.name").equals("root");
        var all = new ArrayList<>(need ? List.of("/usr/bin/env", "sudo", "-n") : List.of());
        all.addAll(Stream.of(command).toList());
        return all;
    }

    @Override
    public void close() {
        try {
            run(true, "/usr/sbin/postfix", "-c", folder.resolve("etc").toString(), "stop");
            run(true, "rm", "-rf", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
