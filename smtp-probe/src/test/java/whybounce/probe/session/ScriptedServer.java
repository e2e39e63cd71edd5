package whybounce.probe.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on loopback that says and does what a script tells it, byte for byte, to each client. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Script script;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    /** What the server does. */
    public interface Script {
        void play(Talk talk) throws IOException;
    }

    private ScriptedServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    public static ScriptedServer start(Script script) throws IOException {
        return start(InetAddress.getLoopbackAddress(), script);
    }

    public static ScriptedServer start(InetAddress address, Script script) throws IOException {
        var server = new ScriptedServer(new ServerSocket(0, 50, address), script);
        Thread.ofPlatform().daemon().start(server::serve);
        return server;
    }

    public Endpoint endpoint() {
        return Endpoint.given("mx.example.org", socket.getInetAddress(), socket.getLocalPort());
    }

    /** The lines that the client said, once it has gone. */
    public List<String> heard() throws InterruptedException {
        if (!gone.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the client is still there");
        }
        return List.copyOf(heard);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                var talk = new Talk(client);
                script.play(talk);
                talk.drain();
            } catch (IOException | UncheckedIOException clientWentAway) {
                // What it said until then is remembered.
            } finally {
                gone.countDown();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The server's side of one conversation. */
    public final class Talk {

        private Socket client;
        private InputStream in;

        private Talk(Socket client) throws IOException {
            client.setTcpNoDelay(true);
            this.client = client;
            this.in = client.getInputStream();
        }

        public Socket client() {
            return client;
        }

        /** Goes on over another socket, an encrypted one. */
        public void over(Socket other) throws IOException {
            client = other;
            in = other.getInputStream();
        }

        /** Says {@code text}, each character one octet, and no line end of its own. */
        public Talk say(String text) throws IOException {
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** Says each character of {@code text} by itself, with so many milliseconds in between. */
        public void drip(String text, int millis) throws IOException {
            for (int at = 0; at < text.length(); at++) {
                say(text.substring(at, at + 1)).pause(millis);
            }
        }

        /** The client's next line. */
        public String hear() throws IOException {
            var line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the client went away");
                }
                line.append(b == '\r' ? "" : (char) b);
            }
            heard.add(line.toString());
            return line.toString();
        }

        public Talk hear(int lines) throws IOException {
            for (int i = 0; i < lines; i++) {
                hear();
            }
            return this;
        }

        /** Reads a message up to the lone dot. */
        public Talk hearMessage() throws IOException {
            while (!hear().equals(".")) {
                // Remembered.
            }
            return this;
        }

        /** Reads octets, which count as one line. */
        public Talk hearOctets(int count) throws IOException {
            heard.add(new String(in.readNBytes(count), StandardCharsets.ISO_8859_1));
            return this;
        }

        public void pause(int millis) throws IOException {
            try {
                // A slow server is what is tried here.
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        public void close() throws IOException {
            client.close();
        }

        public void reset() throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }

        private void drain() throws IOException {
            while (!client.isClosed() && in.read() >= 0) {
                // Until the client has gone.
            }
        }
    }
}
