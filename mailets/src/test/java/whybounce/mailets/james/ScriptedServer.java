package whybounce.mailets.james;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * An SMTP server on loopback that answers from a script: the beginning of a command, {@code GREETING} or {@code DATA-END}
 * to the bytes of the reply. What the script does not know is accepted.
 */
final class ScriptedServer implements AutoCloseable {

    /** In place of a reply: the connection is closed. */
    static final String CLOSE = "!close";

    /** In place of a reply: the connection is reset. */
    static final String RESET = "!reset";

    /** In place of a reply: nothing is ever said. */
    static final String SILENCE = "!silence";

    private static final Map<String, String> ACCEPTS = Map.of(
            "GREETING", "220 test\r\n",
            "EHLO", "250-test\r\n250-8BITMIME\r\n250 DSN\r\n",
            "DATA", "354 go on\r\n",
            "DATA-END", "250 taken\r\n",
            "QUIT", "221 bye\r\n");

    private final ServerSocket socket;
    private final Map<String, String> script;
    private final Optional<SSLContext> tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket socket, Map<String, String> script, Optional<SSLContext> tls) {
        this.tls = tls;
        this.socket = socket;
        this.script = script;
    }

    static ScriptedServer at(String address, Map<String, String> script) {
        return at(address, script, Optional.empty());
    }

    static ScriptedServer at(String address, Map<String, String> script, Optional<SSLContext> tls) {
        try {
            var server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getByName(address)), script, tls);
            Thread.ofPlatform().daemon().start(server::serve);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All commands, oldest first. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                open.add(caller);
                Thread.ofPlatform().daemon().start(() -> talk(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        try (caller) {
            var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean goesOn = answer(caller, "GREETING");
            while (goesOn) {
                var command = in.readLine();
                if (command == null) {
                    return;
                }
                heard.add(command);
                if (command.equals("STARTTLS") && tls.isPresent()) {
                    answer(caller, "GREETING");
                    encrypted(caller, tls.get());
                    return;
                }
                goesOn = answer(caller, command) && (!command.equals("DATA") || data(caller, in));
            }
        } catch (IOException gone) {
            // The client ended it.
        }
    }

    private void encrypted(Socket plain, SSLContext context) throws IOException {
        try (var caller = context.getSocketFactory().createSocket(plain, InputStream.nullInputStream(), true)) {
            var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean goesOn = true;
            while (goesOn) {
                var command = in.readLine();
                if (command == null) {
                    return;
                }
                heard.add(command);
                goesOn = answer(caller, command) && (!command.equals("DATA") || data(caller, in));
            }
        }
    }

    private boolean data(Socket caller, BufferedReader in) throws IOException {
        if (!reply("DATA").startsWith("354")) {
            return true;
        }
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            heard.add("| " + line);
        }
        return answer(caller, "DATA-END");
    }

    private boolean answer(Socket caller, String command) throws IOException {
        var reply = reply(command);
        switch (reply) {
            case CLOSE -> {
                return false;
            }
            case RESET -> {
                caller.setOption(StandardSocketOptions.SO_LINGER, 0);
                return false;
            }
            case SILENCE -> {
                return true;
            }
            default -> caller.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
        }
        return !command.equals("QUIT");
    }

    private String reply(String command) {
        return longest(script, command).or(() -> longest(ACCEPTS, command)).orElse("250 ok\r\n");
    }

    private static Optional<String> longest(Map<String, String> script, String command) {
        return script.keySet().stream()
                .filter(key -> key.equals("DATA") ? command.equals(key) : command.startsWith(key))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(script::get);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var caller : open) {
            caller.close();
        }
    }
}
