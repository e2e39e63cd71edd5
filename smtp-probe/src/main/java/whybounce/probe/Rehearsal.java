package whybounce.probe;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Does what people do with the probe, so that the launcher's archive holds the classes which that needs. What comes out
 * is thrown away, and only this machine is talked to.
 */
public final class Rehearsal {

    private static final String REPLY =
            "550-5.7.26 Your email has been blocked because the sender is unauthenticated.\\n550 5.7.26 SPF did not pass";

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        rehearse();
    }

    /** The exit codes of all that was done. */
    static List<Integer> rehearse() throws IOException {
        var codes = new ArrayList<Integer>();
        codes.add(run("", "explain", REPLY));
        codes.add(run("", "explain", "--json", "--remote-mta", "gmail-smtp-in.l.google.com", REPLY));
        codes.add(run("", "explain", "SMTP Error: Could not authenticate."));
        codes.add(run("{\"id\": 1, \"reply\": \"452 4.2.2 mailbox full\"}\n", "classify", "-"));
        codes.add(send("550-5.1.1 <bob@example.org>\r\n550 5.1.1 User unknown"));
        codes.add(send("451 4.7.1 Greylisted, please try again later"));
        return codes;
    }

    /** Sends to a server that says this of the recipient. */
    private static int send(String refusal) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> refuse(server, refusal));
            String host = server.getInetAddress().getHostAddress();
            String port = String.valueOf(server.getLocalPort());
            return run(
                    "",
                    "send",
                    "--server",
                    host,
                    "--port",
                    port,
                    "--from",
                    "ann@example.com",
                    "--to",
                    "bob@example.org");
        }
    }

    private static int run(String input, String... arguments) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return Main.run(List.of(arguments), in, nowhere, nowhere);
    }

    /** One session in which the recipient is refused. */
    private static void refuse(ServerSocket server, String refusal) {
        try (var socket = server.accept();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                var out = socket.getOutputStream()) {
            say(out, "220 mx.example.org ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" -> say(out, "250-mx.example.org\r\n250-PIPELINING\r\n250 SIZE 1000000");
                    case "RCPT" -> say(out, refusal);
                    case "QUIT" -> say(out, "221 2.0.0 Bye");
                    default -> say(out, "250 2.0.0 OK");
                }
            }
        } catch (IOException gone) {
            // The session has ended, and with it the rehearsal.
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
