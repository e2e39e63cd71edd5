package whybounce.failure;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Outcomes as one line of JSON, so that they travel with a queued message from one attempt and one node to the next.
 *
 * <pre>{@code
 * {"v":1,
 *  "attempts":[{"time":1795251600000,"ms":40,
 *               "peer":{"host":"mx1.example.org","address":"192.0.2.1","port":25,"role":"MX"},
 *               "failure":{"is":"refused","stage":"RCPT","reply":"NTUwIDUuMS4xIG5v"}}],
 *  "recipients":[{"to":"ann@example.org","action":"FAILED","since":1795251599000,"attempts":[0]}]}
 * }</pre>
 *
 * <p>Moments are milliseconds since 1970. Replies are base64 of their bytes, so that nothing is lost. An attempt that several recipients share stands once.
 */
public final class OutcomeJson {

    /** Raised when an older reader could not understand what is written. */
    static final int VERSION = 1;

    static final JsonFactory JSON = new JsonFactory();

    private OutcomeJson() {}

    public static String write(List<RecipientOutcome> outcomes) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            new OutcomeWriter(json).write(outcomes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /**
     * The outcomes that {@code text} holds. Never throws: what cannot be read is no outcome, and what a newer writer
     * added is passed over.
     */
    public static List<RecipientOutcome> read(String text) {
        try (var json = JSON.createParser(text)) {
            return new OutcomeReader(json).read();
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }
}
