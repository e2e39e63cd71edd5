package whybounce.check.dkim;

import java.util.stream.Collectors;
import whybounce.check.Foreign;
import whybounce.dkim.Flaw;
import whybounce.dkim.SignatureResult;
import whybounce.dkim.SignatureResult.Remark;

/** Flaws of signatures in words, and what to do about them. */
final class FlawText {

    private FlawText() {}

    static String all(SignatureResult result) {
        return result.flaws().stream()
                .map(flaw -> says(flaw, Foreign.text(result.signature().keyName())))
                .collect(Collectors.joining("; besides, "));
    }

    private static String says(Flaw flaw, String name) {
        var detail = Foreign.text(flaw.detail());
        return switch (flaw.kind()) {
            case MALFORMED -> "it cannot be read: " + detail;
            case UNKNOWN -> "nobody knows how to verify it (" + detail + ")";
            case SHA1 -> "it was made with SHA-1, which receivers no longer accept (RFC 8301)";
            case FROM_NOT_SIGNED -> "it does not cover From";
            case HEADER_TOO_LARGE -> "the header of the message is too large";
            case KEY_MISSING -> "there is no key at " + name;
            case KEY_REVOKED -> "the key at " + name + " was revoked (p= is empty)";
            case NO_KEY -> "what stands at " + name + " is no key: " + detail;
            case KEY_UNREADABLE -> "the key at " + name + " cannot be read; a part of it may be missing";
            case KEY_TOO_SHORT -> "the key at " + name + " has " + detail + " bits, and receivers take none below 1024";
            case KEY_OF_OTHER_KIND -> "the key at " + name + " is of another kind (" + detail + ")";
            case KEY_NOT_FOR_HASH -> "the key at " + name + " is for other hashes only (h=" + detail + ")";
            case KEY_NOT_FOR_MAIL -> "the key at " + name + " is not for mail (s=" + detail + ")";
            case KEY_NOT_FOR_SUBDOMAINS ->
                "the key at " + name + " is for the domain itself only (t=s), and it was made for " + detail;
            case WRONG_KEY -> "it was not made with the key at " + name;
            case BODY_CHANGED -> "the body of the message was changed after it was signed";
            case BODY_CUT -> "the body of the message is shorter than what was signed of it (l=)";
            case HEADER_CHANGED -> "a signed header field was changed, added or removed afterwards";
            case HEADER_CHANGED_OR_WRONG_KEY ->
                "a signed header field was changed afterwards, or it was not made with the key at " + name;
            case EXPIRED -> "it was good until " + detail;
            case NOT_YET_VALID -> "it is good from " + detail + " on";
        };
    }

    /** What to do, where no record can be given. */
    static String step(Flaw flaw, SignatureResult result) {
        var selector = Foreign.text(result.signature().selector());
        return switch (flaw.kind()) {
            case MALFORMED, UNKNOWN -> "Look at the program that signs: its signatures cannot be used.";
            case SHA1 -> "Sign with rsa-sha256.";
            case FROM_NOT_SIGNED -> "Let the signer cover From; it belongs into h=.";
            case HEADER_TOO_LARGE -> "Send with a smaller header.";
            case KEY_MISSING, NO_KEY, KEY_UNREADABLE ->
                "Publish the public half of the key that signs with the selector " + selector
                        + ". smtp-probe check with --dkim-key and --selector makes the record of the key.";
            case KEY_REVOKED -> "Sign with another selector, whose key is published.";
            case KEY_TOO_SHORT -> "Make a key of 2048 bits, publish it under a new selector, and sign with it.";
            case KEY_OF_OTHER_KIND, WRONG_KEY ->
                "Let each host that signs with the selector " + selector
                        + " have the private half of the key that is published, or publish that of the key which signs.";
            case KEY_NOT_FOR_HASH -> "Take h= out of the key's record.";
            case KEY_NOT_FOR_MAIL -> "Take s= out of the key's record.";
            case KEY_NOT_FOR_SUBDOMAINS -> "Take t=s out of the key's record, or sign for the domain itself (i=).";
            case BODY_CHANGED, BODY_CUT ->
                "Sign after everything that changes the body, such as a footer or a scanner: in James, DKIMSign is the"
                        + " last mailet in front of the delivery.";
            case HEADER_CHANGED ->
                "Sign after everything that changes the header: in James, DKIMSign is the last mailet in front of the"
                        + " delivery.";
            case HEADER_CHANGED_OR_WRONG_KEY ->
                "Look whether the published key is that of the signer, and sign after everything that changes the"
                        + " header.";
            case EXPIRED -> "Let signatures be good for longer than mail waits (x=); a week is usual.";
            case NOT_YET_VALID -> "Set the clock of the host that signs.";
        };
    }

    static String remark(Remark remark) {
        return switch (remark) {
            case PART_OF_BODY -> "It covers a part of the body only (l=); anybody may add to that.";
            case SHORT_KEY -> "Its key has fewer than the usual 2048 bits.";
            case TEST_KEY -> "Its key is there for tests (t=y); some receivers pass over it.";
            case SEVERAL_KEYS -> "There are several records at its name, and receivers may take any of them.";
            case BARE_KEY -> "Its key lacks what says its kind (SubjectPublicKeyInfo); not all receivers take that.";
        };
    }
}
