package whybounce.dsn.write;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import whybounce.explain.Addressed;
import whybounce.explain.Reader;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.RecipientOutcome;

/** What a reader may be told of an attempt. */
final class Disclosure {

    private static final String WITHHELD = "(address withheld)";

    private final Reader reader;

    Disclosure(Reader reader) {
        this.reader = reader;
    }

    /** Whether the answer may be shown: that of our own gateway is inside. */
    boolean reply(Attempt attempt) {
        return reader.mayKnowInside() || !attempt.atSmartHost();
    }

    /** Whether our own account of an attempt without an answer may be shown. */
    boolean inside(Attempt attempt) {
        boolean silent = attempt.failure()
                .reply()
                .filter(said -> !said.lines().isEmpty())
                .isEmpty();
        return silent && (reader.mayKnowInside() || !ours(attempt));
    }

    /**
     * Takes an address that the sender did not use out of a text: RFC 3461 section 5.2.7.4, what an alias leads to is
     * confidential.
     */
    UnaryOperator<String> masked(RecipientOutcome outcome) {
        if (reader.kind() == Reader.Kind.POSTMASTER || !Addressed.hidden(outcome)) {
            return text -> text;
        }
        var dialled = Pattern.compile(Pattern.quote(outcome.recipient()), Pattern.CASE_INSENSITIVE);
        return text -> dialled.matcher(text).replaceAll(Matcher.quoteReplacement(WITHHELD));
    }

    private static boolean ours(Attempt attempt) {
        return attempt.atSmartHost()
                || attempt.failure() instanceof LocalRefusal
                || attempt.failure() instanceof Unexplained;
    }
}
