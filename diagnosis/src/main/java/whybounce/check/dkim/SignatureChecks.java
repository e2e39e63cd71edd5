package whybounce.check.dkim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Ours;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.dkim.Flaw;
import whybounce.dkim.KeyAnswer;
import whybounce.dkim.MessageSignature;
import whybounce.dkim.SignatureResult;
import whybounce.dkim.SignedMessage;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;

/** Whether the signatures of a message hold, and what mends those of our own domains. */
public final class SignatureChecks {

    private static final String ID = "dkim-signature";

    private final Dns dns;
    private final Ours ours;
    private final Instant now;

    /**
     * Asks {@code dns} for keys.
     *
     * @param now at which signatures have to be good
     */
    public SignatureChecks(Dns dns, Ours ours, Instant now) {
        this.dns = dns;
        this.ours = ours;
        this.now = now;
    }

    /**
     * What was found.
     *
     * @param claims what each signature says for DMARC
     */
    public record Signatures(List<Finding> findings, List<Claim> claims) {

        public Signatures {
            findings = List.copyOf(findings);
            claims = List.copyOf(claims);
        }
    }

    /** One signature, and what came of it. */
    private record Checked(MessageSignature signature, KeyAnswer key, SignatureResult result) {

        private String name() {
            return signature.tags().keyName();
        }
    }

    public Signatures of(SignedMessage message) {
        var checked = message.signatures().stream().map(this::check).toList();
        var findings = new ArrayList<Finding>();
        if (checked.isEmpty()) {
            findings.add(unsigned());
        }
        boolean allHold = checked.stream().allMatch(one -> one.result().holds());
        checked.forEach(one -> findings.add(finding(one, allHold)));
        if (message.passedOver() > 0) {
            findings.add(finding(
                    Grade.WARNING,
                    "The message has " + message.passedOver() + " more signatures, which were not looked at."));
        }
        return new Signatures(
                findings,
                checked.stream().map(SignatureChecks::claim).distinct().toList());
    }

    private Checked check(MessageSignature signature) {
        var key = signature.needsKey() ? key(signature.tags().keyName()) : new KeyAnswer.Missing();
        return new Checked(signature, key, signature.check(key, now));
    }

    private KeyAnswer key(String name) {
        return switch (dns.txt(name)) {
            case Found<String>(var texts) -> new KeyAnswer.Records(texts);
            case CouldNotAsk<String>(var why) -> new KeyAnswer.Unasked(Came.text(why));
            case NoData<String> none -> new KeyAnswer.Missing();
            case NoSuchName<String> none -> new KeyAnswer.Missing();
        };
    }

    private static Claim claim(Checked one) {
        var proven = one.result().holds() ? Proven.YES : one.result().isBroken() ? Proven.NO : Proven.UNKNOWN;
        return new Claim(Method.DKIM, one.signature().tags().domain(), proven);
    }

    private static Finding unsigned() {
        return finding(Grade.PROBLEM, "The message carries no DKIM signature.").confirms("dkim-fail");
    }

    private Finding finding(Checked one, boolean allHold) {
        var result = one.result();
        var tags = result.signature();
        var which = "The signature of " + Foreign.text(tags.domain().isEmpty() ? "no domain" : tags.domain())
                + (tags.selector().isEmpty() ? "" : " (selector " + Foreign.text(tags.selector()) + ")");
        if (result.isBroken()) {
            return finding(Grade.PROBLEM, which + " does not hold: " + FlawText.all(result) + ".")
                    .seen(evidence(one))
                    .mendedBy(remedy(one))
                    .confirms("dkim-fail");
        }
        if (result.unasked().isPresent()) {
            return finding(
                            Grade.NOT_TESTED,
                            "Whether " + Character.toLowerCase(which.charAt(0)) + which.substring(1)
                                    + " holds is not known: for its key the DNS gave "
                                    + result.unasked().get() + ".")
                    .seen(evidence(one));
        }
        var remarks = result.remarks().stream().map(FlawText::remark).collect(Collectors.joining(" "));
        var good = finding(
                        remarks.isEmpty() ? Grade.GOOD : Grade.WARNING,
                        which + " holds." + (remarks.isEmpty() ? "" : " " + remarks))
                .seen(evidence(one));
        return allHold ? good.refutes("dkim-fail") : good;
    }

    private static List<String> evidence(Checked one) {
        var tags = one.signature().tags();
        return List.of(
                "a=" + Foreign.text(tags.algorithm()) + ", signed fields: " + Foreign.list(tags.names()),
                "TXT " + Foreign.text(one.name()) + ": " + came(one.key()));
    }

    private static String came(KeyAnswer key) {
        return switch (key) {
            case KeyAnswer.Records(var texts) -> Foreign.list(texts);
            case KeyAnswer.Missing() -> "no such record";
            case KeyAnswer.Unasked(var why) -> why;
        };
    }

    /** Only for keys of our own domains; those of a mail service are its own to mend. */
    private Optional<Remedy> remedy(Checked one) {
        var tags = one.signature().tags();
        return DomainName.of(one.name())
                .filter(name ->
                        DomainName.of(tags.domain()).filter(ours.domains()).isPresent())
                .map(name -> record(one).orElseGet(() -> step(one)));
    }

    private static Remedy step(Checked one) {
        return Remedy.step(FlawText.step(one.result().flaws().getFirst(), one.result()), Remedy.dig("TXT", one.name()));
    }

    /** The record of the key that made the signature, where that is known. */
    private Optional<Remedy> record(Checked one) {
        if (one.result().flaws().stream().noneMatch(SignatureChecks::isOfKey)) {
            return Optional.empty();
        }
        return fromOwnKey(one).or(() -> fromTheDns(one)).or(() -> fromAnotherName(one));
    }

    private static boolean isOfKey(Flaw flaw) {
        return switch (flaw.kind()) {
            case KEY_MISSING,
                    KEY_REVOKED,
                    NO_KEY,
                    KEY_UNREADABLE,
                    KEY_OF_OTHER_KIND,
                    KEY_NOT_FOR_HASH,
                    KEY_NOT_FOR_MAIL,
                    KEY_NOT_FOR_SUBDOMAINS,
                    WRONG_KEY,
                    HEADER_CHANGED_OR_WRONG_KEY -> true;
            case MALFORMED,
                    UNKNOWN,
                    SHA1,
                    FROM_NOT_SIGNED,
                    HEADER_TOO_LARGE,
                    KEY_TOO_SHORT,
                    BODY_CHANGED,
                    BODY_CUT,
                    HEADER_CHANGED,
                    EXPIRED,
                    NOT_YET_VALID -> false;
        };
    }

    private Optional<Remedy> fromOwnKey(Checked one) {
        return ours.keys().stream()
                .filter(own -> own.isAt(one.name()))
                .map(own -> own.key().record())
                .filter(one.signature()::isMadeWith)
                .findFirst()
                .map(record -> Remedy.txt(
                        "Publish the public half of the key that signs, in place of what is there.",
                        one.name(),
                        record));
    }

    private static Optional<Remedy> fromTheDns(Checked one) {
        var texts = one.key() instanceof KeyAnswer.Records(var records) ? records.stream() : Stream.<String>of();
        return texts.flatMap(text -> KeySlips.meant(text, one.signature()).stream())
                .findFirst()
                .map(record -> Remedy.txt(
                        "Publish the key in this form. The signature of the message fits it.", one.name(), record));
    }

    private Optional<Remedy> fromAnotherName(Checked one) {
        if (!one.result().has(Flaw.Kind.KEY_MISSING)) {
            return Optional.empty();
        }
        var tags = one.signature().tags();
        return KeyNames.mistaken(tags.selector(), tags.domain()).stream()
                .flatMap(name -> at(name, one.signature()).stream()
                        .map(record -> Remedy.txt(
                                "The key that signs stands at " + name + ". Publish it here:", one.name(), record)))
                .findFirst();
    }

    private Optional<String> at(String name, MessageSignature signature) {
        return key(name) instanceof KeyAnswer.Records(var texts)
                ? texts.stream()
                        .flatMap(text -> KeySlips.meant(text, signature).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.DKIM, ID, grade, says);
    }
}
