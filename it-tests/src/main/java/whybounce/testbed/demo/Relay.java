package whybounce.testbed.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import whybounce.testbed.Loopback;

/** The entry of {@code bin/relay}. */
public final class Relay {

    private static final String HELP = """
            bin/relay [--port N]          starts a James with the plug-in on loopback
            bin/relay --demo [--port N]   lets messages meet all kinds of trouble
                                          and shows the reports that their senders get

              --port N   takes mail at 127.0.0.1:N instead of 2525
              --help     says this

            Nothing leaves this machine in the demonstration. Without it, mail goes where its
            recipients are. The queue is in memory: what waits is lost when the relay stops.
            Nobody has to be root.

            Exit codes: 0 good, 1 a report was not as expected or the relay does not start,
            2 wrong usage.
            """;

    private static final int PROBLEM = 1;
    private static final int WRONG_USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private volatile boolean leaving;

    private Relay(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var relay = new Relay(out, err);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> relay.leaving = true));
        System.exit(relay.run(List.of(arguments)));
    }

    private int run(List<String> words) throws InterruptedException {
        try {
            return switch (Arguments.read(words)) {
                case Arguments.Help() -> {
                    out.print(HELP);
                    yield 0;
                }
                case Arguments.Wrong(var why) -> {
                    err.println("relay: " + why + "; --help says what there is");
                    yield WRONG_USAGE;
                }
                case Arguments.Demonstrate(int port) -> demonstrate(port);
                case Arguments.Run(int port) -> serve(port);
            };
        } catch (IOException e) {
            return problem(e.getMessage());
        }
    }

    private int demonstrate(int port) throws IOException, InterruptedException {
        checkFree(port);
        var installation = Installation.found();
        var cases = DemoCase.all(installation.cases());
        try (var results = installation.claim("demo", "wait until it ends");
                var place = installation.claim(folder(port), "--port N takes another");
                var world = new DemoWorld(cases)) {
            out.println("Starting destinations, their DNS and a mailbox for " + DemoWorld.SENDER + " on loopback ...");
            var folder = installation.relayFolder(place);
            world.configure(folder, port);
            out.println("Starting James with the plug-in at 127.0.0.1:" + port + ", some 10 seconds ...");
            try (var james = installation.start(folder)) {
                out.println("Its log is " + james.logFile() + ".\nHanding in " + cases.size() + " messages:\n");
                var demonstration = new Demonstration(cases, results.path(), out);
                return demonstration.run(world, new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        ? 0
                        : PROBLEM;
            }
        }
    }

    private int serve(int port) throws IOException, InterruptedException {
        checkFree(port);
        var installation = Installation.found();
        try (var place = installation.claim(folder(port), "--port N takes another")) {
            var folder = installation.relayFolder(place);
            var person = new Person(Loopback.freePort(), Loopback.freePort());
            folder.set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:" + port);
            person.configure(folder);
            out.println("Starting James with the plug-in, some 10 seconds ...");
            try (var james = installation.start(folder)) {
                person.create();
                out.print(person.instructions(port, folder.path()));
                int code = james.await();
                return problem("James has ended with " + code + "; its log is " + james.logFile());
            }
        }
    }

    /** Not said after Ctrl-C: then it is only that James ends too. */
    private int problem(@Nullable String what) {
        if (!leaving) {
            err.println("relay: " + what);
        }
        return PROBLEM;
    }

    /** Under {@code target}; relays at different ports run side by side. */
    private static String folder(int port) {
        return "relay-" + port;
    }

    private static void checkFree(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new IOException(
                    "port " + port + " of 127.0.0.1 cannot be had (" + e.getMessage() + "); --port N takes another", e);
        }
    }
}
