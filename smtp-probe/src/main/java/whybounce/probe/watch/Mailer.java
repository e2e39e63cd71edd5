package whybounce.probe.watch;

import java.io.IOException;

/** Sends a text to whom the file names. */
@FunctionalInterface
public interface Mailer {
    void send(String subject, String text) throws IOException;
}
