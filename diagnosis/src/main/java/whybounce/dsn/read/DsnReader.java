package whybounce.dsn.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import whybounce.dsn.read.Reading.Malformed;
import whybounce.dsn.read.Reading.NotADsn;
import whybounce.reply.Octets;

/** Reads a message as a delivery status notification. Nothing in the message makes it throw. */
public final class DsnReader {

    private DsnReader() {}

    /**
     * Reads as far as the machine part, in bounded memory; the returned message behind it is left alone.
     *
     * @throws IOException only when {@code message} cannot be read
     */
    public static Reading read(InputStream message) throws IOException {
        return switch (StatusPart.find(message)) {
            case StatusPart.Found(var body) -> StatusFields.read(body.text());
            case StatusPart.Other(var why) -> new NotADsn(why);
            case StatusPart.Missing(var why) -> new Malformed(why);
        };
    }

    /**
     * The message that a notification returns, or its header alone, decoded; nothing where it returns none.
     *
     * @throws IOException only when {@code message} cannot be read
     */
    public static Optional<Octets> returned(InputStream message) throws IOException {
        return StatusPart.returned(message);
    }
}
