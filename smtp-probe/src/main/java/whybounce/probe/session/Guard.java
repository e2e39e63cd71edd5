package whybounce.probe.session;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes a connection when its time is over, whatever it is waiting for then. */
final class Guard {

    private final CountDownLatch dismissed = new CountDownLatch(1);

    private Guard() {}

    static Guard over(Socket socket, Duration time) {
        var guard = new Guard();
        Thread.ofPlatform().daemon().name("smtp-deadline").start(() -> guard.watch(socket, time));
        return guard;
    }

    private void watch(Socket socket, Duration time) {
        try {
            if (!dismissed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                socket.close();
            }
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    void dismiss() {
        dismissed.countDown();
    }
}
