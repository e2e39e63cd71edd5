package whybounce.dkim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import whybounce.dkim.Flaw.Kind;
import whybounce.dkim.KeyAnswer.Missing;
import whybounce.dkim.KeyAnswer.Records;
import whybounce.dkim.KeyAnswer.Unasked;
import whybounce.dkim.KeyRecord.NoKey;
import whybounce.dkim.KeyRecord.Revoked;
import whybounce.dkim.KeyRecord.UnknownKind;
import whybounce.dkim.KeyRecord.Unreadable;
import whybounce.dkim.KeyRecord.Usable;
import whybounce.dkim.SignatureResult.Remark;

/**
 * A signature of a message that was read: all is known but its key.
 *
 * @param signed the octets of the header that it is for, a character each
 * @param body what is wrong with the body
 * @param isForPartOfBody whether there is more of the body than it is for
 */
public record MessageSignature(DkimSignature tags, String signed, Optional<Flaw> body, boolean isForPartOfBody) {

    /** Clocks differ; OpenDKIM allows as much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** RFC 8301 section 3.2: verifiers take no RSA key of fewer bits, and signers use at least twice as many. */
    public static final int FEWEST_BITS = 1024;

    public static final int ENOUGH_BITS = 2048;

    /** Whether it can be read, so that it is worth asking for its key. */
    public boolean needsKey() {
        return tags.flaws().stream().allMatch(flaw -> flaw.kind() == Kind.FROM_NOT_SIGNED)
                && body.filter(flaw -> flaw.kind() == Kind.HEADER_TOO_LARGE).isEmpty();
    }

    /** What it is worth with this key, at this time. */
    public SignatureResult check(KeyAnswer key, Instant now) {
        if (!needsKey()) {
            var flaws = tags.flaws().isEmpty() ? body.stream().toList() : tags.flaws();
            return new SignatureResult(tags, flaws, Optional.empty(), List.of());
        }
        return switch (key) {
            case Records(var texts) -> best(texts, now);
            case Missing() -> result(List.of(Flaw.of(Kind.KEY_MISSING)), Optional.empty(), List.of(), now);
            case Unasked(var why) -> result(List.of(), Optional.of(why), List.of(), now);
        };
    }

    private SignatureResult best(List<String> texts, Instant now) {
        var results = texts.stream()
                .map(KeyRecord::of)
                .map(record -> result(flaws(record), Optional.empty(), remarks(record, texts.size()), now))
                .toList();
        return results.stream()
                .min(Comparator.comparingInt(result -> result.flaws().size()))
                .orElseThrow();
    }

    private SignatureResult result(List<Flaw> ofKey, Optional<String> unasked, List<Remark> remarks, Instant now) {
        var flaws = new ArrayList<>(tags.flaws());
        flaws.addAll(ofKey);
        body.ifPresent(flaws::add);
        tags.expires().filter(end -> end.isBefore(now)).ifPresent(end -> flaws.add(timed(Kind.EXPIRED, end)));
        tags.made()
                .filter(start -> start.isAfter(now.plus(CLOCKS_DIFFER)))
                .ifPresent(start -> flaws.add(timed(Kind.NOT_YET_VALID, start)));
        flaws.sort(Comparator.comparing(Flaw::kind));
        return new SignatureResult(tags, flaws, unasked, remarks);
    }

    private static Flaw timed(Kind kind, Instant time) {
        return new Flaw(kind, time.toString());
    }

    private List<Flaw> flaws(KeyRecord record) {
        return switch (record) {
            case NoKey(var why) -> List.of(new Flaw(Kind.NO_KEY, why));
            case Revoked() -> List.of(Flaw.of(Kind.KEY_REVOKED));
            case UnknownKind(var kind) -> List.of(new Flaw(Kind.KEY_OF_OTHER_KIND, kind));
            case Unreadable(var kind) -> List.of(Flaw.of(Kind.KEY_UNREADABLE));
            case Usable key -> flaws(key);
        };
    }

    private List<Flaw> flaws(Usable key) {
        if (!tags.algorithm().startsWith(key.kind() + "-")) {
            return List.of(new Flaw(Kind.KEY_OF_OTHER_KIND, key.kind()));
        }
        var flaws = new ArrayList<Flaw>();
        key.bits()
                .filter(bits -> bits < FEWEST_BITS)
                .ifPresent(bits -> flaws.add(new Flaw(Kind.KEY_TOO_SHORT, bits.toString())));
        if (!key.isForSha256()) {
            flaws.add(new Flaw(Kind.KEY_NOT_FOR_HASH, String.join(":", key.hashes())));
        }
        if (!key.isForMail()) {
            flaws.add(new Flaw(Kind.KEY_NOT_FOR_MAIL, String.join(":", key.services())));
        }
        if (key.isForTheDomainItself() && !isOfTheDomainItself()) {
            flaws.add(new Flaw(Kind.KEY_NOT_FOR_SUBDOMAINS, tags.identity()));
        }
        crypto(key).map(Flaw::of).ifPresent(flaws::add);
        return flaws;
    }

    // RFC 6376 section 3.6.1: with t=s the domain of i is that of d, not one below.
    private boolean isOfTheDomainItself() {
        return tags.identity().substring(tags.identity().lastIndexOf('@') + 1).equalsIgnoreCase(tags.domain());
    }

    private Optional<Kind> crypto(Usable key) {
        return KeyOctets.decoded(tags.value())
                .flatMap(value -> Crypto.flaw(key.key(), signed.getBytes(StandardCharsets.ISO_8859_1), value));
    }

    /** Whether its header was signed with the key of this record, whatever became of the body. */
    public boolean isMadeWith(String record) {
        return needsKey()
                && KeyRecord.of(record) instanceof Usable key
                && tags.algorithm().startsWith(key.kind() + "-")
                && crypto(key).isEmpty();
    }

    private List<Remark> remarks(KeyRecord record, int records) {
        var remarks = new ArrayList<Remark>();
        if (isForPartOfBody) {
            remarks.add(Remark.PART_OF_BODY);
        }
        if (records > 1) {
            remarks.add(Remark.SEVERAL_KEYS);
        }
        if (record instanceof Usable key) {
            key.bits().filter(bits -> bits < ENOUGH_BITS).ifPresent(bits -> remarks.add(Remark.SHORT_KEY));
            if (key.isTest()) {
                remarks.add(Remark.TEST_KEY);
            }
            if (key.isBare()) {
                remarks.add(Remark.BARE_KEY);
            }
        }
        return remarks;
    }
}
