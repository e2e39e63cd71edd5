package whybounce.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A running James that relays mail. */
public sealed interface JamesRelay extends AutoCloseable permits EmbeddedRelay, ChildRelay {

    /** Where it takes mail by SMTP. */
    InetSocketAddress smtp();

    /** Whether it has nothing in its queues and in its hands. */
    boolean isIdle();

    /** What it logged so far, a line an event. */
    List<String> log();

    /** Hands it a message. */
    default void submit(Submission submission) throws IOException {
        submission.send(smtp());
    }

    /** Waits until it has nothing to do any more. */
    default void awaitIdle(Duration patience) {
        Await.untilTrue("rest at the relay", patience, this::isIdle);
    }

    @Override
    void close();

    /** James 3.8.1 in this JVM, with the configuration of {@code folder}. */
    static JamesRelay embedded(RelayFolder folder) {
        return EmbeddedRelay.start(folder);
    }

    /** A James of its own process in {@code folder}, on free ports. */
    static JamesRelay process(RelayFolder folder, InstalledJames james) throws IOException {
        return ChildRelay.start(folder, james, Loopback.freePort(), Loopback.freePort());
    }
}
