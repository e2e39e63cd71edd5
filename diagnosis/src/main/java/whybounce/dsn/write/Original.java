package whybounce.dsn.write;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The message that was not delivered.
 *
 * @param messageId of its header, with the angle brackets, where it has a usable one
 * @param references its References or else In-Reply-To, as they stand, unfolded
 * @param subject decoded (RFC 2047), where it has one
 * @param bytes opens its bytes from the start; may be called more than once
 */
public record Original(
        Optional<String> messageId,
        Optional<String> references,
        Optional<String> subject,
        Returned returned,
        Source bytes) {

    /** How much of it goes back. */
    public enum Returned {
        WHOLE,
        HEADERS
    }

    /** Opens a stream over the message. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }
}
