package whybounce.check.dkim;

import java.util.List;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.dkim.KeyRecord;
import whybounce.dkim.KeyRecord.NoKey;
import whybounce.dkim.KeyRecord.Revoked;
import whybounce.dkim.KeyRecord.UnknownKind;
import whybounce.dkim.KeyRecord.Unreadable;
import whybounce.dkim.KeyRecord.Usable;
import whybounce.dkim.MessageSignature;
import whybounce.dkim.SigningKey;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;

/** Whether the key of a selector is there, and whether receivers take it. */
public final class DkimKeyChecks {

    private final Dns dns;

    public DkimKeyChecks(Dns dns) {
        this.dns = dns;
    }

    /** The key of {@code selector}, which is a label or several. */
    public Finding of(DomainName domain, String selector) {
        return of(domain, selector, Optional.empty());
    }

    /**
     * The key of {@code selector}.
     *
     * @param own the private key that signs with it, where somebody named it
     */
    public Finding of(DomainName domain, String selector, Optional<SigningKey> own) {
        var name = KeyNames.of(selector, domain.text());
        return switch (dns.txt(name)) {
            case Found<String>(var texts) -> judged(name, texts, own);
            case CouldNotAsk<String>(var why) ->
                finding(Grade.NOT_TESTED, "For " + Foreign.text(name) + " the DNS gave " + Came.text(why) + ".");
            case NoData<String> none -> missing(name, own);
            case NoSuchName<String> none -> missing(name, own);
        };
    }

    private static Finding missing(String name, Optional<SigningKey> own) {
        return problem(
                name,
                "There is no DKIM key at " + Foreign.text(name) + ".",
                own.isPresent()
                        ? "Publish the public half of your key."
                        : "Publish the key that signatures with this selector are made with.",
                own);
    }

    private static Finding judged(String name, List<String> texts, Optional<SigningKey> own) {
        var shown = Foreign.text(name);
        if (own.isPresent() && texts.stream().noneMatch(own.get()::isIn)) {
            return problem(
                            name,
                            "What stands at " + shown
                                    + " is not the public half of your key: signatures made with it do" + " not hold.",
                            "Publish this record in its place, or sign with the key whose public half it is.",
                            own)
                    .seen(texts.stream().map(Foreign::text).toList());
        }
        if (texts.size() > 1) {
            // RFC 6376 section 3.6.2.2: then it is not defined which counts.
            return problem(
                    name,
                    "There are " + texts.size() + " records at " + shown + ". Receivers may take any of them.",
                    "Keep one of them.",
                    own);
        }
        var text = texts.getFirst();
        return switch (KeyRecord.of(text)) {
            case NoKey(var why) ->
                problem(
                                name,
                                "What stands at " + shown + " is no DKIM key: " + Foreign.text(why) + ".",
                                "Publish the key again, as your signer writes it.",
                                own)
                        .seen(Foreign.text(text));
            case Revoked() ->
                problem(
                        name,
                        "The key at " + shown + " was revoked (p= is empty).",
                        "Sign with another selector, or publish the key again.",
                        own);
            case UnknownKind(var kind) ->
                finding(
                        Grade.WARNING,
                        "The key at " + shown + " is of a kind that we do not know: " + Foreign.text(kind) + ".");
            case Unreadable(var kind) ->
                problem(
                        name,
                        "The key at " + shown + " cannot be read; a part of it may be missing.",
                        "Publish it again, in strings of at most 255 characters.",
                        own);
            case Usable key -> usable(name, key, own);
        };
    }

    private static Finding usable(String name, Usable key, Optional<SigningKey> own) {
        var shown = Foreign.text(name);
        var bits = key.bits().orElse(MessageSignature.ENOUGH_BITS);
        if (bits < MessageSignature.FEWEST_BITS) {
            return problem(
                    name,
                    "The key at " + shown + " has " + bits + " bits. Receivers take none below 1024.",
                    "Make one of 2048 bits, with a new selector.",
                    Optional.empty());
        }
        if (!key.isForSha256() || !key.isForMail()) {
            return problem(
                    name,
                    "The key at " + shown + " is not for " + (key.isForMail() ? "SHA-256 (h=)." : "mail (s=)."),
                    "Take " + (key.isForMail() ? "h=" : "s=") + " out of its record.",
                    own);
        }
        var yours = own.isPresent() ? " It is the public half of your key." : "";
        var worth = worth(key, bits);
        if (worth.isPresent()) {
            return finding(Grade.WARNING, "The key at " + shown + " " + worth.get() + "." + yours);
        }
        return finding(
                Grade.GOOD,
                (key.bits().isPresent()
                                ? "There is a key of " + bits + " bits at " + shown + "."
                                : "The key at " + shown + " is one of Ed25519. Not all receivers know that yet.")
                        + yours);
    }

    /** What is worth a look though the key works. */
    private static Optional<String> worth(Usable key, int bits) {
        if (bits < MessageSignature.ENOUGH_BITS) {
            return Optional.of("has " + bits + " bits; 2048 are usual");
        }
        if (key.isBare()) {
            return Optional.of("lacks what says its kind (SubjectPublicKeyInfo); not all receivers take that");
        }
        return key.isTest()
                ? Optional.of("is there for tests (t=y); some receivers pass over its signatures")
                : Optional.empty();
    }

    private static Finding problem(String name, String says, String step, Optional<SigningKey> own) {
        return finding(Grade.PROBLEM, says)
                .mendedBy(own.map(key -> Remedy.txt(step, name, key.record()))
                        .orElseGet(() -> Remedy.step(step, Remedy.dig("TXT", name))))
                .confirms("dkim-fail", "unauthenticated");
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.DKIM, "dkim-key", grade, says);
    }
}
