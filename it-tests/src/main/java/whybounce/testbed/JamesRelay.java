package whybounce.testbed;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    static JamesRelay process(RelayFolder folder, Installed james) throws IOException {
        return ChildRelay.start(folder, james, freePort(), freePort());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * The files of a James.
     *
     * @param classPath its libraries
     * @param plugIn our jar for this James
     */
    record Installed(String classPath, String mainClass, Path plugIn) {

        private static final String MEMORY = "org.apache.james.MemoryJamesServerMain";

        /** The James 3.8.1 that the build of {@code checkout} fetched. */
        public static Installed built(Path checkout) throws IOException {
            var list = checkout.resolve("james38/target/classpath");
            if (!Files.exists(list)) {
                throw new IOException(list + " is missing; the build of the module james38 makes it");
            }
            return new Installed(Files.readString(list).strip(), MEMORY, plugIn(checkout, "3.8"));
        }

        /**
         * The James in {@code home}, with its jars there, in {@code lib}, {@code libs} or {@code *.lib}; one with jakarta.mail
         * gets our jar for 3.9. The system property {@code james.main} names another main class than that of the memory app.
         */
        public static Installed at(Path home, Path checkout) throws IOException {
            try (var files = Files.list(home)) {
                var folders = Stream.concat(
                                Stream.of(home),
                                files.filter(Files::isDirectory)
                                        .filter(folder ->
                                                folder.getFileName().toString().matches("libs?|.*\\.lib")))
                        .toList();
                var classPath = folders.stream().map(folder -> folder.toAbsolutePath() + "/*");
                return new Installed(
                        classPath.collect(Collectors.joining(File.pathSeparator)),
                        System.getProperty("james.main", MEMORY),
                        plugIn(checkout, hasJakartaMail(folders) ? "3.9" : "3.8"));
            }
        }

        private static boolean hasJakartaMail(List<Path> folders) throws IOException {
            for (var folder : folders) {
                try (var jars = Files.list(folder)) {
                    if (jars.anyMatch(jar -> jar.getFileName().toString().matches("jakarta\\.mail-(api-)?2.*\\.jar"))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static Path plugIn(Path checkout, String version) throws IOException {
            try (var files = Files.list(checkout.resolve("mailets/target"))) {
                return files.filter(file -> file.toString().endsWith("-james-" + version + ".jar"))
                        .findFirst()
                        .orElseThrow(() ->
                                new IOException("our jar for James " + version + " is missing; the build makes it"));
            }
        }
    }
}
