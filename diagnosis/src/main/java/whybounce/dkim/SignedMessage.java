package whybounce.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import whybounce.dkim.Flaw.Kind;

/**
 * A message that was read for its signatures. The body is hashed as it comes and not kept.
 *
 * @param signatures from the top
 * @param passedOver how many more signatures there are
 */
public record SignedMessage(MessageHeader header, List<MessageSignature> signatures, int passedOver) {

    /** Hostile messages carry hundreds; each costs the hash of a body and a question to the DNS. */
    private static final int MOST_SIGNATURES = 10;

    private static final int CHUNK = 16_384;
    private static final String NAME = "dkim-signature";

    public SignedMessage {
        signatures = List.copyOf(signatures);
    }

    /** Reads a message to its end; it may come from a file whose lines end with LF. */
    public static SignedMessage read(InputStream message) throws IOException {
        var header = MessageHeader.read(message);
        var found = signatures(header);
        var bodies = found.stream()
                .limit(MOST_SIGNATURES)
                .map(index -> new Body(header, index))
                .toList();
        if (!header.isWhole()) {
            return new SignedMessage(
                    header, bodies.stream().map(Body::withoutHeader).toList(), passedOver(found));
        }
        var chunk = new byte[CHUNK];
        for (int count = message.read(chunk); count >= 0; count = message.read(chunk)) {
            for (var body : bodies) {
                body.form.add(chunk, count);
            }
        }
        return new SignedMessage(header, bodies.stream().map(Body::done).toList(), passedOver(found));
    }

    private static int passedOver(List<Integer> found) {
        return Math.max(0, found.size() - MOST_SIGNATURES);
    }

    private static List<Integer> signatures(MessageHeader header) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < header.fields().size(); i++) {
            if (MessageHeader.name(header.fields().get(i)).equals(NAME)) {
                found.add(i);
            }
        }
        return found;
    }

    /** One signature, whose body is still coming. */
    private static final class Body {

        private final MessageHeader header;
        private final int index;
        private final DkimSignature tags;
        private final CanonicalBody form;

        private Body(MessageHeader header, int index) {
            this.header = header;
            this.index = index;
            this.tags = DkimSignature.of(header.fields().get(index));
            this.form = new CanonicalBody(tags.bodyForm(), Crypto.sha256(), tags.length());
        }

        private MessageSignature done() {
            var hash = Base64.getEncoder().encodeToString(form.hash());
            var signed = header.without(index)
                    .signed(
                            tags.names(),
                            tags.headerForm(),
                            withoutValue(header.fields().get(index)));
            long length = tags.length().orElse(Long.MAX_VALUE);
            boolean cut = tags.length().isPresent() && form.length() < length;
            boolean same = hash.equals(tags.bodyHash());
            return new MessageSignature(
                    tags,
                    signed,
                    cut
                            ? Optional.of(Flaw.of(Kind.BODY_CUT))
                            : same ? Optional.empty() : Optional.of(Flaw.of(Kind.BODY_CHANGED)),
                    form.length() > length);
        }

        private MessageSignature withoutHeader() {
            return new MessageSignature(tags, "", Optional.of(Flaw.of(Kind.HEADER_TOO_LARGE)), false);
        }
    }

    /** RFC 6376 section 3.7: the value of {@code b} does not belong to what is signed, nor the white space around it. */
    static String withoutValue(String field) {
        int start = field.indexOf(':') + 1;
        while (start > 0) {
            int end = field.indexOf(';', start);
            int equals = field.indexOf('=', start);
            boolean isTag = equals >= 0 && (end < 0 || equals < end);
            if (isTag && field.substring(start, equals).strip().equals("b")) {
                return field.substring(0, equals + 1) + (end < 0 ? "\r\n" : field.substring(end));
            }
            start = end + 1;
        }
        return field;
    }
}
