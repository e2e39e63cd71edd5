package whybounce.testbed.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import whybounce.testbed.RelayFolder;

/**
 * Somebody with a mailbox at a freshly started relay, to try it with.
 *
 * @param imapPort where the mailbox is read
 * @param adminPort of James's management interface, on loopback, through which the mailbox is made
 */
record Person(int imapPort, int adminPort) {

    private static final String ADDRESS = "you@localhost";
    private static final String PASSWORD = "secret";

    void configure(RelayFolder folder) throws IOException {
        folder.set("imapserver.xml", "//imapserver/bind", "127.0.0.1:" + imapPort)
                .write("webadmin.properties", "enabled=true\nhost=127.0.0.1\nport=" + adminPort + "\n");
    }

    /** Makes the mailbox. */
    void create() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/users/" + ADDRESS))
                .PUT(BodyPublishers.ofString("{\"password\":\"" + PASSWORD + "\"}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("James does not make the mailbox: " + answer.body());
            }
        }
    }

    /** How to make a delivery fail and read the report. */
    String instructions(int smtpPort, Path folder) {
        return """

                Ready: mail is taken at 127.0.0.1:%1$d, from this machine only.

                Make a delivery fail:

                  printf 'Subject: try\\n\\nHello\\n' | curl -s smtp://127.0.0.1:%1$d \\
                    --mail-from %2$s --mail-rcpt ann@no-such-domain.invalid -T -

                and read what %2$s is told:

                  curl -s --user %2$s:%3$s 'imap://127.0.0.1:%4$d/INBOX;MAILINDEX=1'

                The queue is in memory: what waits is lost when the relay stops. Its
                configuration and its log (james.log) are in
                %5$s.
                Ctrl-C stops it.
                """.formatted(smtpPort, ADDRESS, PASSWORD, imapPort, folder);
    }
}
