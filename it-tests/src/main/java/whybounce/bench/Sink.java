package whybounce.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** An SMTP server on loopback that takes every message and keeps none: each gives one permit. */
final class Sink implements AutoCloseable {

    private final ServerSocket socket;
    private final Semaphore taken = new Semaphore(0);

    private Sink(ServerSocket socket) {
        this.socket = socket;
    }

    static Sink start() throws IOException {
        var sink = new Sink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("sink").start(sink::accept);
        return sink;
    }

    /** As a gateway is written in the settings of a mailet. */
    String address() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    Semaphore taken() {
        return taken;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            client.setTcpNoDelay(true);
            var out = client.getOutputStream();
            say(out, "220 sink.example.org");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                answer(line, in, out);
            }
        } catch (IOException gone) {
            // The client went away: what it handed over is counted.
        }
    }

    private void answer(String command, BufferedReader in, OutputStream out) throws IOException {
        switch (command.substring(0, Math.min(4, command.length()))) {
            case "DATA" -> {
                say(out, "354 go on");
                swallow(in);
                say(out, "250 2.0.0 taken");
                taken.release();
            }
            case "QUIT" -> say(out, "221 2.0.0 bye");
            default -> say(out, "250 2.1.0 fine");
        }
    }

    private static void swallow(BufferedReader in) throws IOException {
        var line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
