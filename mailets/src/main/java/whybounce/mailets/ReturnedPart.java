package whybounce.mailets;

import whybounce.dsn.write.Original.Returned;
import whybounce.explain.Reader;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.mailets.james.DsnWishes;
import whybounce.mailets.james.OriginalMessage;

/** How much of the original goes back. */
record ReturnedPart(BounceSettings settings) {

    Returned of(OriginalMessage original, DsnWishes wishes, Action action, Reader.Kind reader) {
        // RFC 3461 section 4.3: without a failure in the report only the headers are returned.
        if (action != Action.FAILED || reader == Reader.Kind.POSTMASTER || isTooLarge(original)) {
            return Returned.HEADERS;
        }
        return wishes.returned().orElse(reader == Reader.Kind.OWN_SENDER ? Returned.WHOLE : Returned.HEADERS);
    }

    private boolean isTooLarge(OriginalMessage original) {
        return settings.sizeLimit().filter(limit -> original.size() > limit).isPresent();
    }
}
