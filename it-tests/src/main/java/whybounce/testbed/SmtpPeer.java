package whybounce.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import whybounce.failure.Stage;

/** An SMTP server on loopback that follows a {@link Dialogue} and remembers what it was told. */
public final class SmtpPeer implements AutoCloseable {

    private final ServerSocket socket;
    private final Dialogue dialogue;
    private final Map<Dialogue.Rule, AtomicInteger> times = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final Consumer<Received> inbox;

    private SmtpPeer(ServerSocket socket, Dialogue dialogue, Consumer<Received> inbox) {
        this.socket = socket;
        this.dialogue = dialogue;
        this.inbox = inbox;
    }

    /** Listens at {@code address}; port 0 takes a free one. */
    public static SmtpPeer start(InetSocketAddress address, Dialogue dialogue) throws IOException {
        return start(address, dialogue, message -> {});
    }

    /** As the other, and hands each message to {@code inbox} before it tells the client that it has it. */
    static SmtpPeer start(InetSocketAddress address, Dialogue dialogue, Consumer<Received> inbox) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address);
        var peer = new SmtpPeer(socket, dialogue, inbox);
        Thread.ofPlatform()
                .daemon()
                .name("smtp-peer-" + socket.getLocalSocketAddress())
                .start(peer::accept);
        return peer;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The messages it accepted, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Every command line it was given, in order, over all sessions. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                open.add(client);
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new PeerSession(this, client).run();
        } catch (IOException | UncheckedIOException gone) {
            // The client went away; what it said until then is remembered.
        } finally {
            open.remove(client);
        }
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** What the script says to this command, given how often its rule was used before; the usual answer otherwise. */
    Answer answer(Stage stage, String argument, String usual) {
        return dialogue.rule(stage, argument)
                .map(rule -> rule.answer(
                        times.computeIfAbsent(rule, r -> new AtomicInteger()).getAndIncrement()))
                .orElseGet(() -> Answer.parse(usual));
    }

    void remember(String command) {
        commands.add(command);
    }

    void remember(Received message) {
        inbox.accept(message);
        received.add(message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var client : open) {
            client.close();
        }
    }
}
