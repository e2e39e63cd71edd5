package whybounce.dsn.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;
import whybounce.reply.Octets;

/** Finds the machine part of a notification, or what it returns. The only class here that knows Mime4j. */
final class StatusPart {

    /** Room for some thousand recipients; what is behind it is not read. */
    private static final int MAX_BODY = 1 << 20;

    /** Few systems take larger messages; what is behind it is not read. */
    private static final int MAX_RETURNED = 32 << 20;

    /** RFC 5322 section 2.1.1 says 998; broken mail exceeds it, hostile mail by far. */
    private static final int MAX_LINE = 64 * 1024;

    /** A header field may be folded over many lines. */
    private static final int MAX_FIELD = 256 * 1024;

    private static final int MAX_FIELDS = 5_000;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(MAX_LINE)
            .setMaxHeaderLen(MAX_FIELD)
            .setMaxHeaderCount(MAX_FIELDS)
            .build();

    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");

    /** RFC 3464 section 2, RFC 6533 section 3: the message, or its header alone. */
    private static final Set<String> RETURNED =
            Set.of("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers");

    sealed interface Result {}

    /** The part's body, decoded. */
    record Found(Octets body) implements Result {}

    /** The message is no notification. */
    record Other(String why) implements Result {}

    /** It says that it is one, and has no such part. */
    record Missing(String why) implements Result {}

    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG);
    private final Set<String> wanted;
    private final int most;
    private int depth;
    private boolean report;
    private boolean found;

    private StatusPart(Set<String> wanted, int most) {
        this.wanted = wanted;
        this.most = most;
    }

    static Result find(InputStream message) throws IOException {
        return new StatusPart(STATUS, MAX_BODY).search(message);
    }

    /** The message that it returns, as far as it does. */
    static Optional<Octets> returned(InputStream message) throws IOException {
        return new StatusPart(RETURNED, MAX_RETURNED).search(message) instanceof Found(var body)
                ? Optional.of(body)
                : Optional.empty();
    }

    private Result search(InputStream message) throws IOException {
        try {
            return run(message);
        } catch (MimeIOException | MimeException broken) {
            return report ? new Missing("broken MIME") : new Other("broken MIME");
        }
    }

    private Result run(InputStream message) throws IOException, MimeException {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(message);
        for (var state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_BODYPART -> found = false;
                case T_FIELD -> field(tokens.getField());
                case T_START_MULTIPART -> depth++;
                case T_END_MULTIPART -> depth--;
                case T_END_HEADER -> {
                    if (depth == 0 && !report) {
                        return new Other("no multipart/report with report-type=delivery-status");
                    }
                }
                case T_BODY -> {
                    if (depth == 1 && found) {
                        return new Found(body(tokens.getDecodedInputStream()));
                    }
                }
                default -> {}
            }
        }
        return new Missing("no message/delivery-status part");
    }

    private void field(Field field) {
        if (!field.getName().equalsIgnoreCase("Content-Type")) {
            return;
        }
        RawBody type = RawFieldParser.DEFAULT.parseRawBody(new RawField(field.getName(), field.getBody()));
        var name = type.getValue() == null ? "" : type.getValue().strip().toLowerCase(Locale.ROOT);
        if (depth == 0) {
            report = name.equals("multipart/report") && reportsDelivery(type);
        }
        found = wanted.contains(name);
    }

    // RFC 6522 section 3: other report types are receipts, feedback and the like.
    private static boolean reportsDelivery(RawBody type) {
        for (NameValuePair pair : type.getParams()) {
            if ("report-type".equalsIgnoreCase(pair.getName()) && "delivery-status".equalsIgnoreCase(pair.getValue())) {
                return true;
            }
        }
        return false;
    }

    private Octets body(InputStream in) throws IOException {
        return Octets.of(in.readNBytes(most));
    }
}
