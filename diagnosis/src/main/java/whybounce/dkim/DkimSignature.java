package whybounce.dkim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signature as it stands in a message (RFC 6376 section 3.5). What is missing from it or makes no sense is told by its
 * flaws; the rest is there.
 *
 * @param algorithm in lower case
 * @param domain in lower case and ASCII; the one that answers for the message
 * @param identity of whom, within the domain
 * @param names of the fields that are signed
 * @param bodyHash in base64
 * @param value in base64
 * @param length octets of the body's form that are signed, where that is not all of it
 */
public record DkimSignature(
        String algorithm,
        String domain,
        String selector,
        String identity,
        Canonical headerForm,
        Canonical bodyForm,
        List<String> names,
        String bodyHash,
        String value,
        Optional<Long> length,
        Optional<Instant> made,
        Optional<Instant> expires,
        List<Flaw> flaws) {

    public DkimSignature {
        names = List.copyOf(names);
        flaws = List.copyOf(flaws);
    }

    /**
     * Reads one.
     *
     * @param field with its name, folding and line end
     */
    public static DkimSignature of(String field) {
        return new SignatureReader(field).read();
    }

    /** Where the DNS has its key: RFC 6376 section 3.6.2.1. */
    public String keyName() {
        return selector + "._domainkey." + domain;
    }

    boolean isRsa() {
        return algorithm.startsWith(KeyRecord.RSA);
    }
}
