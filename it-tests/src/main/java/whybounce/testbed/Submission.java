package whybounce.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import whybounce.reply.Octets;

/**
 * A message handed to a relay by SMTP.
 *
 * @param from the argument of MAIL FROM: {@code <ann@sender.example.com> RET=HDRS ENVID=x}
 * @param to the arguments of RCPT TO: {@code <bob@example.org> NOTIFY=NEVER}
 */
public record Submission(String from, List<String> to, Octets message) {

    public Submission {
        to = List.copyOf(to);
    }

    /** Hands it over, and throws with the reply when the relay does not take all of it. */
    public void send(InetSocketAddress relay) throws IOException {
        try (var socket = new Socket(relay.getAddress(), relay.getPort());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            var out = socket.getOutputStream();
            expect(in, 220);
            tell(in, out, "EHLO client.example.com", 250);
            tell(in, out, "MAIL FROM:" + from, 250);
            for (var recipient : to) {
                tell(in, out, "RCPT TO:" + recipient, 250);
            }
            tell(in, out, "DATA", 354);
            out.write(stuffed().getBytes(StandardCharsets.ISO_8859_1));
            tell(in, out, ".", 250);
            tell(in, out, "QUIT", 221);
        }
    }

    /** With CR LF at each line's end and dots doubled (RFC 5321 section 4.5.2). */
    private String stuffed() {
        return new String(message.toByteArray(), StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> (line.startsWith(".") ? "." : "") + line + "\r\n")
                .collect(Collectors.joining());
    }

    private static void tell(BufferedReader in, OutputStream out, String line, int code) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        expect(in, code);
    }

    private static void expect(BufferedReader in, int code) throws IOException {
        var line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(Integer.toString(code))) {
            throw new IOException("the relay said: " + line);
        }
    }
}
