package whybounce.check.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Ours;
import whybounce.check.Subject;
import whybounce.check.dkim.SignatureChecks;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.DmarcChecks;
import whybounce.check.message.SentMessage.Reading.Read;
import whybounce.check.message.SentMessage.Reading.Unread;
import whybounce.dkim.MessageHeader;
import whybounce.dkim.SignedMessage;
import whybounce.dns.Dns;

/** Whether a message proves where it comes from. */
public final class MessageChecks {

    private final Dns dns;
    private final Ours ours;

    public MessageChecks(Dns dns, Ours ours) {
        this.dns = dns;
        this.ours = ours;
    }

    /**
     * What was found of its signatures, and of their alignment with From.
     *
     * @param envelope what SPF says for the envelope's sender
     */
    public List<Finding> of(SentMessage sent, List<Claim> envelope) {
        return switch (sent.read()) {
            case Unread(var why) ->
                List.of(Finding.of(
                        Subject.DKIM,
                        "dkim-signature",
                        Grade.NOT_TESTED,
                        "The signatures of the message were not looked at: " + why + "."));
            case Read(var message) -> of(message, sent, envelope);
        };
    }

    private List<Finding> of(SignedMessage message, SentMessage sent, List<Claim> envelope) {
        var signatures = new SignatureChecks(dns, ours, sent.sent()).of(message);
        var claims =
                Stream.concat(envelope.stream(), signatures.claims().stream()).toList();
        var findings = new ArrayList<>(signatures.findings());
        findings.add(alignment(from(message.header()), claims));
        return findings;
    }

    /** The domain of From: RFC 9989 section 4.3 wants one. */
    public static Optional<DomainName> author(SignedMessage message) {
        var domains = from(message.header());
        return domains.size() == 1 ? Optional.of(domains.getFirst()) : Optional.empty();
    }

    private static List<DomainName> from(MessageHeader header) {
        return header.values("from").stream()
                .flatMap(value -> Authors.addresses(value).stream())
                .flatMap(address -> Authors.domain(address).stream())
                .distinct()
                .toList();
    }

    private Finding alignment(List<DomainName> from, List<Claim> claims) {
        if (from.size() == 1) {
            return new DmarcChecks(dns)
                    .message(from.getFirst(), claims, ours.domains().test(from.getFirst()));
        }
        var says = from.isEmpty()
                ? "From names no domain, so nothing can prove where the message comes from."
                : "From names " + from.size() + " domains. Many receivers refuse such a message.";
        return Finding.of(Subject.DMARC, "dmarc-alignment", Grade.PROBLEM, says)
                .confirms("dmarc-fail", "unauthenticated");
    }
}
