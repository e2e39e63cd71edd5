package whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.dkim.Flaw.Kind;
import whybounce.dkim.KeyAnswer.Missing;
import whybounce.dkim.KeyAnswer.Records;
import whybounce.dkim.KeyAnswer.Unasked;
import whybounce.dkim.SignatureResult.Remark;

/** What was done to a message, a signature or a key, and what is found of it. */
class TamperingTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair OTHER = pair("RSA", 2048);
    private static final KeyPair SHORT = pair("RSA", 1024);
    private static final KeyPair TINY = pair("RSA", 512);
    private static final KeyPair ED25519 = pair("Ed25519", 255);
    private static final KeyPair OTHER_ED25519 = pair("Ed25519", 255);

    private static final String HEADER = """
            Received: from a by b; Mon, 1 Jan 2026 00:00:00 +0000\r
            From: Ann <ann@example.com>\r
            To: Ben\r
            \t<ben@example.org>\r
            Subject: Hello  there\r
            """;

    private static final String BODY = "Hi Ben,\r\n\r\nsee  you.\r\n\r\n\r\n";

    /**
     * Signs as the tags say; {@code a}, {@code bh} and {@code b} are added where they are missing.
     *
     * @param tags instead of the usual ones; "-" leaves one out
     */
    private static String signature(String message, PrivateHalf key, Map<String, String> tags)
            throws GeneralSecurityException, IOException {
        var all = new TreeMap<>(
                Map.of("v", "1", "d", "example.com", "s", "s1", "c", "relaxed/simple", "h", "from:to:subject:from"));
        all.put("a", key.algorithm());
        all.putAll(tags);
        var draft = field(all, "bh=" + Base64.getEncoder().encodeToString(new byte[32]) + "; b=");
        var in = new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1));
        var header = MessageHeader.read(in);
        var read = DkimSignature.of(draft + "AAAA\r\n");
        var form = new CanonicalBody(read.bodyForm(), Crypto.sha256(), read.length());
        var body = in.readAllBytes();
        form.add(body, body.length);
        var hash = Base64.getEncoder().encodeToString(form.hash());
        var field = field(all, (all.containsKey("bh") ? "" : "bh=" + hash + ";") + "\r\n b=");
        var signed = header.signed(read.names(), read.headerForm(), field + "\r\n");
        return field + key.sign(signed) + "\r\n";
    }

    private static String field(Map<String, String> tags, String end) {
        return "DKIM-Signature: "
                + tags.entrySet().stream()
                        .filter(tag -> !tag.getValue().equals("-"))
                        .map(tag -> tag.getKey() + "=" + tag.getValue() + "; ")
                        .collect(Collectors.joining())
                + end;
    }

    private record PrivateHalf(KeyPair pair) {

        private boolean isRsa() {
            return pair.getPublic() instanceof RSAPublicKey;
        }

        private String algorithm() {
            return isRsa() ? "rsa-sha256" : "ed25519-sha256";
        }

        private String sign(String header) throws GeneralSecurityException {
            var scheme = Crypto.scheme(isRsa());
            scheme.initSign(pair.getPrivate());
            scheme.update(Crypto.toSign(isRsa(), header.getBytes(StandardCharsets.ISO_8859_1)));
            return Base64.getEncoder().encodeToString(scheme.sign());
        }
    }

    private static SignedMessage read(String message) throws IOException {
        return SignedMessage.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String kinds(SignatureResult result) {
        return result.flaws().stream().map(flaw -> flaw.kind().name()).collect(Collectors.joining(" "));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                tampered("nothing", "", message -> message),
                tampered("a body of another form", "", message -> message.replace("\r\n\r\n\r\n", "\r\n")),
                tampered("lines of a file", "", message -> message.replace("\r\n", "\n")),
                tampered("white space in the header", "", m -> m.replace("Hello  there", "Hello \t there ")),
                tampered("folded otherwise", "", m -> m.replace("Ben\r\n\t<", "Ben  <")),
                tampered("a name in capitals", "", m -> m.replace("Subject:", "SUBJECT :")),
                tampered("a trace field added", "", m -> "Received: from x by y\r\n" + m),
                tampered("a field that was not signed", "", m -> m.replace("from a by b", "from c by d")),
                tampered("a word of the body", "BODY_CHANGED", m -> m.replace("see  you", "see  them")),
                tampered("white space of the body", "BODY_CHANGED", m -> m.replace("see  you", "see you")),
                tampered("a footer", "BODY_CHANGED", m -> m + "-- \r\nSent by us\r\n"),
                tampered("the subject", "HEADER_CHANGED", m -> m.replace("Subject: ", "Subject: [list] ")),
                tampered("a recipient", "HEADER_CHANGED", m -> m.replace("ben@", "bob@")),
                tampered("a field deleted", "HEADER_CHANGED", m -> m.replace("Subject: Hello  there\r\n", "")),
                tampered(
                        "a field doubled below",
                        "HEADER_CHANGED",
                        m -> m.replace("\r\n\r\nHi", "\r\nTo: c@d\r\n\r\nHi")),
                tampered("a second From above", "HEADER_CHANGED", m -> "From: eve@example.net\r\n" + m),
                tampered("a tag of the signature", "HEADER_CHANGED", m -> m.replace("s=s1", "s=s2")),
                tampered(
                        "the hash of the body",
                        "BODY_CHANGED HEADER_CHANGED",
                        m -> m.replaceFirst("bh=....", "bh=AAAA")),
                tampered(
                        "both",
                        "BODY_CHANGED HEADER_CHANGED",
                        m -> m.replace("\r\n\r\nHi", "\r\n\r\nHo").replace("Hello  ", "Hullo  ")),
                tampered(
                        "some of the signature",
                        "WRONG_KEY",
                        m -> m.replaceFirst("\r\n b=........", "\r\n b=AAAAAAAA")),
                tampered("half of the signature", "WRONG_KEY", m -> m.replaceFirst("(\r\n b=.{60}).*", "$1")));
    }

    private static Arguments tampered(String what, String flaws, UnaryOperator<String> how) {
        return Arguments.of(what, flaws, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void messages(String what, String flaws, UnaryOperator<String> how) throws Exception {
        var message = HEADER + "\r\n" + BODY;
        for (var pair : List.of(RSA, ED25519)) {
            var key = new PrivateHalf(pair);
            var tampered = how.apply(signature(message, key, Map.of()) + message);
            var found = read(tampered).signatures().getFirst().check(new Records(List.of(record(pair))), NOW);
            var wanted =
                    key.isRsa() ? flaws : flaws.replaceAll("HEADER_CHANGED|WRONG_KEY", "HEADER_CHANGED_OR_WRONG_KEY");
            assertThat(kinds(found)).isEqualTo(wanted);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            simple header and body     | c=simple/simple              | ""
            simple by default          | c=-                          | ""
            relaxed body               | c=relaxed/relaxed            | ""
            one word is for the header | c=relaxed                    | ""
            an unknown form            | c=strict/simple              | MALFORMED
            three forms                | c=simple/simple/simple       | MALFORMED
            no version                 | v=-                          | MALFORMED
            another version            | v=2                          | UNKNOWN
            rsa-sha1                   | a=rsa-sha1                   | SHA1
            an unknown algorithm       | a=rsa-md5                    | UNKNOWN
            no domain                  | d=-                          | MALFORMED
            a domain that is none      | d=exa mple..com              | MALFORMED
            no selector                | s=-                          | MALFORMED
            From is not signed         | h=to:subject                 | FROM_NOT_SIGNED
            nothing is signed          | h=                           | MALFORMED
            no list of fields          | h=-                          | MALFORMED
            a hole in the list         | h=from::to                   | MALFORMED
            spaces in the list         | h=From : To : Subject        | ""
            a missing field is signed  | h=from:cc:cc:x-none          | ""
            of a subdomain             | i=ann@mail.example.com       | ""
            of another domain          | i=ann@example.org            | MALFORMED
            of a look-alike            | i=ann@badexample.com         | MALFORMED
            no address                 | i=example.com                | MALFORMED
            keys elsewhere             | q=http                       | MALFORMED
            keys elsewhere too         | q=http:dns/txt               | ""
            expired                    | x=1799999999                 | EXPIRED
            not expired                | x=1800000001                 | ""
            not yet                    | t=1800000400                 | NOT_YET_VALID
            a clock that goes wrong    | t=1800000100                 | ""
            ends before it begins      | t=1700000000; x=1600000000   | MALFORMED
            no time                    | t=today                      | MALFORMED
            a tag twice                | t=1700000000; t=1700000000   | MALFORMED
            no tag at all              | t=1700000000; hello          | MALFORMED
            an unknown tag             | t=1700000000; zz=1           | ""
            copied fields              | t=1; z=From:ann=40example.com| ""
            a hash of another size     | bh=AAAA                      | MALFORMED
            a hash of something else   | bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= | BODY_CHANGED
            a hash that is none        | bh=%%%                       | MALFORMED
            a part of the body         | l=4                          | ""
            nothing of the body        | l=0                          | ""
            more than all of the body  | l=4000                       | BODY_CUT
            an absurd length           | l=99999999999999999999       | MALFORMED
            """)
    void tags(String fact, String tag, String flaws) throws Exception {
        int equals = tag.indexOf('=');
        var tags = Map.of(tag.substring(0, equals), tag.substring(equals + 1));
        var message = HEADER + "\r\n" + BODY;
        var signed = signature(message, new PrivateHalf(RSA), tags) + message;
        var found = read(signed).signatures().getFirst().check(new Records(List.of(record(RSA))), NOW);
        assertThat(kinds(found)).isEqualTo(flaws);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a good key          | v=DKIM1; k=rsa; p={rsa}              | ""                     | ""
            p alone             | p={rsa}                              | ""                     | ""
            spaces in it        | v=DKIM1; p= {rsa} ;                  | ""                     | ""
            of another pair     | v=DKIM1; p={other}                   | WRONG_KEY              | ""
            of another size     | v=DKIM1; p={short}                   | WRONG_KEY              | SHORT_KEY
            another kind        | v=DKIM1; k=ed25519; p={ed25519}      | KEY_OF_OTHER_KIND      | ""
            an unknown kind     | v=DKIM1; k=dsa; p={rsa}              | KEY_OF_OTHER_KIND      | ""
            too short           | v=DKIM1; p={tiny}                    | KEY_TOO_SHORT WRONG_KEY| SHORT_KEY
            revoked             | v=DKIM1; p=                          | KEY_REVOKED            | ""
            another version     | v=DKIM2; p={rsa}                     | NO_KEY                 | ""
            SPF                 | v=spf1 -all                          | NO_KEY                 | ""
            no key in it        | v=DKIM1; k=rsa                       | NO_KEY                 | ""
            backslashes         | v=DKIM1\\; k=rsa\\; p={rsa}          | NO_KEY                 | ""
            a tag twice         | v=DKIM1; p={rsa}; p={rsa}            | NO_KEY                 | ""
            damaged             | v=DKIM1; p=MIIB                      | KEY_UNREADABLE         | ""
            no base64           | v=DKIM1; p=%                         | KEY_UNREADABLE         | ""
            for SHA-1 only      | v=DKIM1; h=sha1; p={rsa}             | KEY_NOT_FOR_HASH       | ""
            for both hashes     | v=DKIM1; h=sha1:sha256; p={rsa}      | ""                     | ""
            not for mail        | v=DKIM1; s=other; p={rsa}            | KEY_NOT_FOR_MAIL       | ""
            for mail            | v=DKIM1; s=email; p={rsa}            | ""                     | ""
            for all             | v=DKIM1; s=*; p={rsa}                | ""                     | ""
            not below           | v=DKIM1; t=s; p={rsa}                | KEY_NOT_FOR_SUBDOMAINS | ""
            a test              | v=DKIM1; t=y; p={rsa}                | ""                     | TEST_KEY
            without its kind    | v=DKIM1; p={bare}                    | ""                     | BARE_KEY
            """)
    void keys(String fact, String key, String flaws, String remarks) throws Exception {
        var message = HEADER + "\r\n" + BODY;
        var signed = signature(message, new PrivateHalf(RSA), Map.of("i", "ann@mail.example.com")) + message;
        var found = read(signed).signatures().getFirst().check(new Records(List.of(filled(key))), NOW);
        assertThat(kinds(found)).isEqualTo(flaws);
        assertThat(found.remarks().stream().map(Remark::name).collect(Collectors.joining(" ")))
                .isEqualTo(remarks);
    }

    @Test
    void ofSeveralRecordsTheOneThatFitsCounts() throws Exception {
        var message = HEADER + "\r\n" + BODY;
        var signature = read(signature(message, new PrivateHalf(RSA), Map.of()) + message)
                .signatures()
                .getFirst();
        var found = signature.check(new Records(List.of("v=DKIM1; p=", record(RSA))), NOW);
        assertThat(found.holds()).isTrue();
        assertThat(found.remarks()).containsExactly(Remark.SEVERAL_KEYS);
    }

    @Test
    void theOtherKeyOfEd25519() throws Exception {
        var message = HEADER + "\r\n" + BODY;
        var signature = read(signature(message, new PrivateHalf(ED25519), Map.of()) + message)
                .signatures()
                .getFirst();
        assertThat(kinds(signature.check(new Records(List.of(record(OTHER_ED25519))), NOW)))
                .isEqualTo("HEADER_CHANGED_OR_WRONG_KEY");
    }

    @Test
    void withoutAKey() throws Exception {
        var message = HEADER + "\r\n" + BODY;
        var signed = signature(message, new PrivateHalf(RSA), Map.of()) + message;
        var whole = read(signed).signatures().getFirst();
        var changed = read(signed + "x").signatures().getFirst();

        assertThat(kinds(whole.check(new Missing(), NOW))).isEqualTo("KEY_MISSING");
        assertThat(kinds(changed.check(new Missing(), NOW))).isEqualTo("KEY_MISSING BODY_CHANGED");
        assertThat(whole.check(new Unasked("no answer"), NOW))
                .matches(result -> !result.holds() && !result.isBroken())
                .extracting(SignatureResult::unasked)
                .isEqualTo(Optional.of("no answer"));
        // The body needs no key.
        assertThat(kinds(changed.check(new Unasked("no answer"), NOW))).isEqualTo("BODY_CHANGED");
    }

    @Test
    void tenSignaturesAreLookedAt() throws Exception {
        var message = HEADER + "\r\n" + BODY;
        var read = read(signature(message, new PrivateHalf(RSA), Map.of()).repeat(300) + message);
        assertThat(read.signatures()).hasSize(10);
        assertThat(read.passedOver()).isEqualTo(290);
    }

    @Test
    void aHeaderWithoutEnd() throws Exception {
        var message = HEADER + "X: " + "x".repeat(2 << 20) + "\r\n" + BODY;
        var read = read(signature(HEADER + "\r\n" + BODY, new PrivateHalf(RSA), Map.of()) + message);
        assertThat(kinds(read.signatures().getFirst().check(new Records(List.of(record(RSA))), NOW)))
                .isEqualTo("HEADER_TOO_LARGE");
    }

    @Test
    void aPartOfTheBodyIsRemarked() throws Exception {
        var message = HEADER + "\r\n" + BODY;
        var signed = signature(message, new PrivateHalf(RSA), Map.of("l", "9")) + message + "more\r\n";
        var found = read(signed).signatures().getFirst().check(new Records(List.of(record(RSA))), NOW);
        assertThat(found.holds()).isTrue();
        assertThat(found.remarks()).containsExactly(Remark.PART_OF_BODY);
    }

    /** 200 MiB in a heap that has no room for it would end here; and it takes a moment only. */
    @Test
    void aLargeBodyIsNotKept() throws Exception {
        var signature = signature(HEADER + "\r\n" + BODY, new PrivateHalf(RSA), Map.of());
        var begun = System.nanoTime();
        var head = new ByteArrayInputStream((signature + HEADER + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        var before = used();
        var read = SignedMessage.read(new SequenceInputStream(head, new Zeros(200L << 20)));
        assertThat(read.signatures().getFirst().body()).map(Flaw::kind).contains(Kind.BODY_CHANGED);
        assertThat(used() - before).isLessThan(64L << 20);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** So many octets of one line. */
    private static final class Zeros extends InputStream {
        private long left;

        private Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            left--;
            return left < 0 ? -1 : '0';
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(to, offset, offset + count, (byte) '0');
            left -= count;
            return count;
        }
    }

    private static String record(KeyPair pair) {
        return filled(pair.getPublic() instanceof RSAPublicKey ? "v=DKIM1; p=" : "v=DKIM1; k=ed25519; p=")
                + KeyOctets.base64(pair.getPublic());
    }

    private static String filled(String key) {
        var bare = Arrays.copyOfRange(
                RSA.getPublic().getEncoded(), 24, RSA.getPublic().getEncoded().length);
        return key.replace("{rsa}", KeyOctets.base64(RSA.getPublic()))
                .replace("{other}", KeyOctets.base64(OTHER.getPublic()))
                .replace("{short}", KeyOctets.base64(SHORT.getPublic()))
                .replace("{tiny}", KeyOctets.base64(TINY.getPublic()))
                .replace("{ed25519}", KeyOctets.base64(ED25519.getPublic()))
                .replace("{bare}", Base64.getEncoder().encodeToString(bare));
    }

    private static KeyPair pair(String kind, int bits) {
        try {
            var pairs = KeyPairGenerator.getInstance(kind);
            pairs.initialize(bits);
            return pairs.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
