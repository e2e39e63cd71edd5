package whybounce.dkim;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.dkim.Flaw.Kind;

/** Reads one signature, and collects what is wrong with it. */
final class SignatureReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    /** RFC 6376 section 3.5: {@code t} and {@code x} have twelve digits at most; that is enough for {@code l} too. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    private static final int SHA256_OCTETS = 32;

    private final Tags tags;
    private final List<Flaw> flaws = new ArrayList<>();

    SignatureReader(String field) {
        this.tags = Tags.of(field.substring(field.indexOf(':') + 1));
    }

    DkimSignature read() {
        tags.mistake().ifPresent(this::malformed);
        version();
        var domain = name("d");
        var selector = name("s");
        var forms = forms();
        var names = names();
        var made = number("t").map(Instant::ofEpochSecond);
        var expires = number("x").map(Instant::ofEpochSecond);
        if (made.isPresent() && expires.isPresent() && !expires.get().isAfter(made.get())) {
            malformed("it ends (x=) before it begins (t=)");
        }
        return new DkimSignature(
                algorithm(),
                domain,
                selector,
                identity(domain),
                forms.getFirst(),
                forms.getLast(),
                names,
                base64("bh"),
                base64("b"),
                number("l"),
                made,
                expires,
                flaws);
    }

    private void malformed(String why) {
        flaws.add(new Flaw(Kind.MALFORMED, why));
    }

    private void version() {
        var version = tags.value("v");
        if (version.isEmpty()) {
            malformed("v= is missing");
        } else if (!version.get().equals("1")) {
            flaws.add(new Flaw(Kind.UNKNOWN, "v=" + version.get()));
        }
        // RFC 6376 section 3.5: another way to the key that we do not know may stand beside that by the DNS.
        tags.value("q")
                .filter(query -> !tags.parts("q").contains("dns/txt"))
                .ifPresent(query -> malformed("its key is not in the DNS (q=" + query + ")"));
    }

    private String algorithm() {
        var algorithm = tags.value("a").orElse("").toLowerCase(Locale.ROOT);
        switch (algorithm) {
            case "" -> malformed("a= is missing");
            case "rsa-sha256", "ed25519-sha256" -> {}
            case "rsa-sha1" -> flaws.add(Flaw.of(Kind.SHA1));
            default -> flaws.add(new Flaw(Kind.UNKNOWN, "a=" + algorithm));
        }
        return algorithm;
    }

    /** A name of the DNS, also in the letters of other languages (RFC 8616). */
    private String name(String tag) {
        var text = tags.solid(tag);
        if (text.isEmpty()) {
            malformed(tag + "= is missing");
            return "";
        }
        var name = ascii(text.get());
        if (name.isEmpty()) {
            malformed(tag + "= is no name of the DNS");
        }
        return name.orElse("");
    }

    private static Optional<String> ascii(String octets) {
        try {
            var text = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            var name = IDN.toASCII(text).toLowerCase(Locale.ROOT);
            return Optional.of(name).filter(one -> NAME.matcher(one).matches());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private List<Canonical> forms() {
        var words = tags.value("c").orElse("simple").toLowerCase(Locale.ROOT).split("/", -1);
        var header = Canonical.of(words[0]);
        var body = words.length == 2 ? Canonical.of(words[1]) : Optional.of(Canonical.SIMPLE);
        if (header.isEmpty() || body.isEmpty() || words.length > 2) {
            malformed("c= names no form that DKIM has");
        }
        return List.of(header.orElse(Canonical.SIMPLE), body.orElse(Canonical.SIMPLE));
    }

    private List<String> names() {
        var names = tags.parts("h").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (names.isEmpty() || names.contains("")) {
            malformed("h= does not name the signed fields");
        } else if (!names.contains("from")) {
            flaws.add(Flaw.of(Kind.FROM_NOT_SIGNED));
        }
        return names;
    }

    private String identity(String domain) {
        var identity = tags.value("i").orElse("@" + domain);
        int at = identity.lastIndexOf('@');
        var of = ascii(identity.substring(at + 1)).orElse("");
        if (at < 0 || (!of.equals(domain) && !of.endsWith("." + domain))) {
            malformed("i= does not belong to d=");
        }
        return identity;
    }

    private String base64(String tag) {
        var text = tags.solid(tag);
        var octets = text.flatMap(KeyOctets::decoded);
        if (text.isEmpty()) {
            malformed(tag + "= is missing");
        } else if (octets.isEmpty() || octets.get().length == 0) {
            malformed(tag + "= is no base64");
        } else if (tag.equals("bh") && flaws.isEmpty() && octets.get().length != SHA256_OCTETS) {
            malformed("bh= is no hash of SHA-256");
        }
        return text.orElse("");
    }

    private Optional<Long> number(String tag) {
        var text = tags.value(tag);
        if (text.filter(number -> !NUMBER.matcher(number).matches()).isPresent()) {
            malformed(tag + "= is no number");
            return Optional.empty();
        }
        return text.map(Long::parseLong);
    }
}
