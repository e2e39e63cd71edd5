package whybounce.classify;

import java.util.List;
import java.util.Optional;

/**
 * The causes that fit one failure, best first.
 *
 * @param findings empty when no cause can be told: we do not know, and say so
 */
public record Diagnosis(List<Finding> findings) {

    /** How sure we are; shown to people. */
    public enum Confidence {
        /** The reply's words are known, or the connection itself showed it. */
        EXACT,
        /** The platform and its code are known. */
        PROVIDER,
        /** Only the family of the code is known, or what the words are about. */
        FAMILY,
        UNKNOWN
    }

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public Optional<Finding> best() {
        return findings.isEmpty() ? Optional.empty() : Optional.of(findings.getFirst());
    }

    /** The same for mail to this recipient: where a reply names their own domain, it is not the sender's that it judges. */
    public Diagnosis to(String recipient) {
        String domain = recipient.substring(recipient.lastIndexOf('@') + 1);
        return new Diagnosis(
                findings.stream().map(finding -> finding.withoutDomain(domain)).toList());
    }

    public Confidence confidence() {
        return best().map(finding -> switch (finding.evidence()) {
                    case PROVIDER_WORDING, WORDING, SESSION -> Confidence.EXACT;
                    case PROVIDER_STATUS -> Confidence.PROVIDER;
                    case STATUS, TOPIC, REPLY_CODE -> Confidence.FAMILY;
                })
                .orElse(Confidence.UNKNOWN);
    }
}
