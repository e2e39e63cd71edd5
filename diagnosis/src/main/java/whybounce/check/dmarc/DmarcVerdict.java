package whybounce.check.dmarc;

import java.util.List;
import java.util.Optional;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.check.dmarc.DmarcRecord.Policy;
import whybounce.dns.Answer.CouldNotAsk.Why;

/**
 * What DMARC comes to for a message.
 *
 * @param organization that the domain of From belongs to
 * @param foundAt the domain whose record holds; nothing where there is none
 * @param policy that is asked for, when nothing proves the domain
 * @param proofs what was looked at, in order: the envelope's sender, each signature
 * @param unasked why it could not be found out
 * @param asked the questions and what came, a line each
 */
public record DmarcVerdict(
        String from,
        String organization,
        Optional<String> foundAt,
        Optional<DmarcRecord> record,
        Policy policy,
        List<Proof> proofs,
        Optional<Why> unasked,
        List<String> asked) {

    public DmarcVerdict {
        proofs = List.copyOf(proofs);
        asked = List.copyOf(asked);
    }

    /**
     * A domain that was proven, or should have been.
     *
     * @param proven whether the proof itself holds
     * @param alignment whether the domain belongs to that of From
     */
    public record Proof(Method method, String domain, Proven proven, Alignment alignment) {

        public boolean passed() {
            return proven == Proven.YES;
        }

        public boolean aligned() {
            return alignment == Alignment.ALIGNED;
        }

        /** Whether relaxed alignment would be enough, and the record asks for the strict one (adkim=s, aspf=s). */
        public boolean isTooStrictlyAsked() {
            return passed() && alignment == Alignment.OF_ONE_ORGANIZATION;
        }
    }

    /** How a domain stands to that of From (RFC 9989 section 4.4). */
    public enum Alignment {
        ALIGNED,
        /** Both are of one organization, which is not enough where the record asks for strict alignment. */
        OF_ONE_ORGANIZATION,
        NONE
    }

    public enum Method {
        SPF,
        DKIM
    }

    /** Whether it would pass, if what could not be looked at held. */
    public boolean mayPass() {
        return proofs.stream().anyMatch(proof -> proof.proven != Proven.NO && proof.aligned());
    }

    /** RFC 9989 section 4.4: one proof that holds and is aligned. */
    public boolean passes() {
        return proofs.stream().anyMatch(proof -> proof.passed() && proof.aligned());
    }
}
