package whybounce.testbed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import whybounce.failure.Stage;
import whybounce.reply.Octets;

/** One client's talk with a scripted peer. */
final class PeerSession {

    private final SmtpPeer peer;
    private Socket socket;
    private InputStream in;
    private String sender = "";
    private final List<String> recipients = new ArrayList<>();
    private boolean open = true;

    PeerSession(SmtpPeer peer, Socket socket) throws IOException {
        this.peer = peer;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    void run() throws IOException {
        var greeting = say(Stage.GREETING, "", "220 mx.example.org ESMTP");
        while (open) {
            var line = readLine();
            if (line.isEmpty()) {
                return;
            }
            peer.remember(line.get());
            obey(line.get(), greeting.isPositive());
        }
    }

    private void obey(String line, boolean welcome) throws IOException {
        int space = line.indexOf(' ');
        var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        var argument = space < 0 ? "" : line.substring(space + 1);
        if (verb.equals("QUIT")) {
            say(Stage.QUIT, argument, "221 2.0.0 bye\\drop");
        } else if (!welcome) {
            perform(Answer.parse("503 5.5.1 bad sequence of commands"));
        } else {
            command(verb, argument);
        }
    }

    private void command(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO" -> say(Stage.EHLO, argument, features());
            case "HELO" -> say(Stage.HELO, argument, "250 mx.example.org");
            case "STARTTLS" -> say(Stage.STARTTLS, argument, "502 5.5.1 not offered");
            case "AUTH" -> auth(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> rcpt(argument);
            case "DATA" -> data(argument);
            case "RSET" -> {
                forget();
                say(Stage.RSET, argument, "250 2.0.0 ok");
            }
            case "NOOP" -> perform(Answer.parse("250 2.0.0 ok"));
            default -> perform(Answer.parse("500 5.5.2 command not known"));
        }
    }

    private String features() {
        var lines = new ArrayList<String>();
        lines.add("mx.example.org");
        peer.dialogue().offer().stream()
                .filter(keyword -> !(keyword.equals("STARTTLS") && isEncrypted()))
                .forEach(lines::add);
        var reply = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            reply.append(i == lines.size() - 1 ? "250 " : "250-").append(lines.get(i));
            reply.append(i == lines.size() - 1 ? "" : "\\n");
        }
        return reply.toString();
    }

    /** Takes any credentials, asked for where the client did not send them at once. */
    private void auth(String argument) throws IOException {
        if (argument.toUpperCase(Locale.ROOT).startsWith("LOGIN")) {
            challenge("VXNlcm5hbWU6");
            challenge("UGFzc3dvcmQ6");
        } else if (argument.equalsIgnoreCase("PLAIN")) {
            challenge("");
        }
        say(Stage.AUTH, argument, "235 2.7.0 welcome");
    }

    private void challenge(String text) throws IOException {
        perform(Answer.parse("334 " + text));
        readLine();
    }

    private void mail(String argument) throws IOException {
        forget();
        if (say(Stage.MAIL, argument, "250 2.1.0 ok").isPositive()) {
            sender = argument;
        }
    }

    private void rcpt(String argument) throws IOException {
        if (say(Stage.RCPT, argument, "250 2.1.5 ok").isPositive()) {
            recipients.add(argument);
        }
    }

    private void data(String argument) throws IOException {
        var usual = recipients.isEmpty() ? "503 5.5.1 no valid recipients" : "354 go ahead";
        if (!say(Stage.DATA, argument, usual).isPositive() || !open) {
            return;
        }
        var message = readMessage();
        if (message.isPresent()) {
            take(message.get());
        }
    }

    private void take(byte[] message) throws IOException {
        var to = String.join(" ", recipients);
        var answer = peer.answer(Stage.END_OF_DATA, to, "250 2.0.0 queued");
        if (answer.isPositive()) {
            // Remembered before it is told, so that a client that has the answer finds it here.
            peer.remember(new Received(sender, recipients, Octets.of(message), isEncrypted()));
        }
        perform(answer);
        forget();
    }

    private Answer say(Stage stage, String argument, String usual) throws IOException {
        var answer = peer.answer(stage, argument, usual);
        perform(answer);
        return answer;
    }

    private void perform(Answer answer) throws IOException {
        socket.getOutputStream().write(answer.bytes().toByteArray());
        socket.getOutputStream().flush();
        switch (answer.then()) {
            case GO_ON -> {}
            case TLS -> encrypt();
            case DROP -> close();
            case RESET -> {
                socket.setSoLinger(true, 0);
                close();
            }
            case SILENT -> {
                while (in.read() >= 0) {
                    // Whatever it says, there is no answer.
                }
                close();
            }
        }
    }

    private void close() throws IOException {
        open = false;
        socket.close();
    }

    private void encrypt() throws IOException {
        var host = peer.dialogue().tlsHost().orElseThrow();
        var factory = SelfSigned.forHost(host).getSocketFactory();
        var tls = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        forget();
    }

    private boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    private void forget() {
        sender = "";
        recipients.clear();
    }

    /** The next line without its end; empty at the end of the stream. */
    private Optional<String> readLine() throws IOException {
        return readBytes().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> readBytes() throws IOException {
        var line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0 && b != '\n') {
            if (b != '\r') {
                line.write(b);
            }
            b = in.read();
        }
        return b < 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    /** Lines up to the lone dot, dots unstuffed (RFC 5321 section 4.5.2). */
    private Optional<byte[]> readMessage() throws IOException {
        var message = new ByteArrayOutputStream();
        for (var line = readBytes(); line.isPresent(); line = readBytes()) {
            var bytes = line.get();
            boolean dot = bytes.length > 0 && bytes[0] == '.';
            if (dot && bytes.length == 1) {
                return Optional.of(message.toByteArray());
            }
            message.write(bytes, dot ? 1 : 0, bytes.length - (dot ? 1 : 0));
            message.writeBytes(new byte[] {'\r', '\n'});
        }
        return Optional.empty();
    }
}
