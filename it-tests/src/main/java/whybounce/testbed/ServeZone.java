package whybounce.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Serves a {@link Zone} file on loopback through a resolver that checks signatures, for trying a program by hand: it says
 * at which address and port, and runs until it is stopped.
 */
public final class ServeZone {

    private ServeZone() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: ServeZone FILE");
            System.exit(2);
        }
        try (var authority = TestDns.start(Files.readString(Path.of(arguments[0])));
                var resolver = TestDns.validating(authority)) {
            System.out.println("127.0.0.1:" + resolver.address().getPort());
            new CountDownLatch(1).await();
        }
    }
}
