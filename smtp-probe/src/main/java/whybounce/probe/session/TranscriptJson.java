package whybounce.probe.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.util.Locale;

/** What writer and reader of a transcript agree on. */
final class TranscriptJson {

    /** Raised when an older reader could not understand what is written. */
    static final int VERSION = 1;

    static final JsonFactory FACTORY = JsonFactory.builder()
            // What a server said may hold characters that a terminal obeys.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private TranscriptJson() {}

    /** A constant's name as it is written: {@code end-of-data}. */
    static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of that name. */
    static <E extends Enum<E>> E constant(Class<E> type, String token) {
        return Enum.valueOf(type, token.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
