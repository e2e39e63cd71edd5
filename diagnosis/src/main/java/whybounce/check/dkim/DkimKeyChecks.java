package whybounce.check.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.TagList;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;

/** Whether the key of a selector is there, and whether receivers take it. */
public final class DkimKeyChecks {

    // RFC 8301 section 3.2: verifiers take no RSA key of fewer bits, and signers use at least twice as many.
    private static final int FEWEST_BITS = 1024;
    private static final int ENOUGH_BITS = 2048;

    // RFC 8463 section 4.
    private static final int ED25519_OCTETS = 32;

    private final Dns dns;

    public DkimKeyChecks(Dns dns) {
        this.dns = dns;
    }

    /** The key of {@code selector}, which is a label or several. */
    public Finding of(DomainName domain, String selector) {
        var name = selector + "._domainkey." + domain;
        return switch (dns.txt(name)) {
            case Found<String>(var texts) -> judged(name, texts);
            case CouldNotAsk<String>(var why) ->
                finding(Grade.NOT_TESTED, "For " + Foreign.text(name) + " the DNS gave " + Came.text(why) + ".");
            case NoData<String> none -> missing(name);
            case NoSuchName<String> none -> missing(name);
        };
    }

    private static Finding missing(String name) {
        return problem(
                name,
                "There is no DKIM key at " + Foreign.text(name) + ".",
                "Publish the key that signatures with this selector are made with.");
    }

    private static Finding judged(String name, List<String> texts) {
        var shown = Foreign.text(name);
        if (texts.size() > 1) {
            // RFC 6376 section 3.6.2.2: then it is not defined which counts.
            return problem(
                    name,
                    "There are " + texts.size() + " records at " + shown + ". Receivers may take any of them.",
                    "Keep one of them.");
        }
        var tags = TagList.of(texts.getFirst());
        var version = Optional.ofNullable(tags.get("v"));
        var key = Optional.ofNullable(tags.get("p")).map(value -> value.replaceAll("\\s", ""));
        if (version.filter(known -> !known.equals("DKIM1")).isPresent() || key.isEmpty()) {
            return problem(
                            name,
                            "What stands at " + shown + " is no DKIM key.",
                            "Publish the key again, as your signer writes it.")
                    .seen(Foreign.text(texts.getFirst()));
        }
        return key.get().isEmpty()
                ? problem(
                        name,
                        "The key at " + shown + " was revoked (p= is empty).",
                        "Sign with another selector, or publish the key again.")
                : key(name, tags, key.get());
    }

    private static Finding key(String name, Map<String, String> tags, String key) {
        var shown = Foreign.text(name);
        var type = Optional.ofNullable(tags.get("k")).orElse("rsa").toLowerCase(Locale.ROOT);
        var octets = octets(key);
        if (type.equals("ed25519")) {
            return octets.filter(raw -> raw.length == ED25519_OCTETS).isPresent()
                    ? finding(
                            Grade.GOOD, "The key at " + shown + " is one of Ed25519. Not all receivers know that yet.")
                    : unreadable(name);
        }
        if (!type.equals("rsa")) {
            return finding(
                    Grade.WARNING,
                    "The key at " + shown + " is of a kind that we do not know: " + Foreign.text(type) + ".");
        }
        int bits = octets.map(DkimKeyChecks::bits).orElse(0);
        if (bits == 0) {
            return unreadable(name);
        }
        if (bits < FEWEST_BITS) {
            return problem(
                    name,
                    "The key at " + shown + " has " + bits + " bits. Receivers take none below 1024.",
                    "Make one of 2048 bits, with a new selector.");
        }
        if (bits < ENOUGH_BITS) {
            return finding(Grade.WARNING, "The key at " + shown + " has " + bits + " bits; 2048 are usual.");
        }
        return finding(Grade.GOOD, "There is a key of " + bits + " bits at " + shown + ".");
    }

    private static Finding unreadable(String name) {
        return problem(
                name,
                "The key at " + Foreign.text(name) + " cannot be read; a part of it may be missing.",
                "Publish it again, in strings of at most 255 characters.");
    }

    private static Optional<byte[]> octets(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static int bits(byte[] key) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)) instanceof RSAPublicKey rsa
                    ? rsa.getModulus().bitLength()
                    : 0;
        } catch (GeneralSecurityException | RuntimeException damaged) {
            return 0; // Providers throw more than they promise at damaged keys.
        }
    }

    private static Finding problem(String name, String says, String step) {
        return finding(Grade.PROBLEM, says)
                .mendedBy(Remedy.step(step, Remedy.dig("TXT", name)))
                .confirms("dkim-fail", "unauthenticated");
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.DKIM, "dkim-key", grade, says);
    }
}
