package whybounce.catalogue;

import java.util.List;

/**
 * One reason why mail does not get through.
 *
 * @param id stable: a file name, a guide page and a metric label
 * @param whoMustAct the usual one; the peer's role, the reply's class and whose the sender is may change it
 * @param senderResends whether and when the sender should send again, as a short phrase ("no", "later", "after mending")
 * @param suppress whether further mail to the address should stop
 * @param references standards and pages this cause rests on
 */
public record Cause(
        String id, Bucket bucket, Actor whoMustAct, String senderResends, Suppress suppress, List<String> references) {

    /** The cause that says: we do not know. */
    public static final String UNKNOWN = "unknown";

    public enum Bucket {
        RECIPIENT,
        RETRY,
        CONFIGURATION,
        AUTHENTICATION,
        REPUTATION,
        ACCOUNT,
        POLICY,
        CONTENT,
        NONE,
        UNKNOWN
    }

    public enum Suppress {
        YES,
        TEMPORARY,
        NO
    }

    public Cause {
        references = List.copyOf(references);
    }
}
