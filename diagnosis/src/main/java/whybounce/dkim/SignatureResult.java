package whybounce.dkim;

import java.util.List;
import java.util.Optional;

/**
 * What a signature is worth.
 *
 * @param flaws why it does not hold; none where it does
 * @param unasked why its key could not be had
 * @param remarks what is worth a look though it holds
 */
public record SignatureResult(
        DkimSignature signature, List<Flaw> flaws, Optional<String> unasked, List<Remark> remarks) {

    public SignatureResult {
        flaws = List.copyOf(flaws);
        remarks = List.copyOf(remarks);
    }

    /** What a signature that holds may have. */
    public enum Remark {
        /** RFC 6376 section 8.2: anybody may add to what it covers of the body. */
        PART_OF_BODY,
        /** Of less than 2,048 bits: RFC 8301 section 3.2. */
        SHORT_KEY,
        /** The key says {@code t=y}. */
        TEST_KEY,
        /** RFC 6376 section 3.6.2.2: with several records at its name it is chance which one is taken. */
        SEVERAL_KEYS,
        /** The key stands there without what says its kind. */
        BARE_KEY
    }

    public boolean holds() {
        return flaws.isEmpty() && unasked.isEmpty();
    }

    public boolean isBroken() {
        return !flaws.isEmpty();
    }

    public boolean has(Flaw.Kind kind) {
        return flaws.stream().anyMatch(flaw -> flaw.kind() == kind);
    }
}
