package whybounce.dsn.read;

import java.io.IOException;
import java.io.InputStream;
import whybounce.dsn.read.Reading.Malformed;
import whybounce.dsn.read.Reading.NotADsn;

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
}
