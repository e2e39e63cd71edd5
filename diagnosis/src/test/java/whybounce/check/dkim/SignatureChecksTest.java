package whybounce.check.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Ours;
import whybounce.check.Remedy;
import whybounce.check.dkim.SignatureChecks.Signatures;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.dkim.Canonical;
import whybounce.dkim.SignedMessage;
import whybounce.dkim.Signer;
import whybounce.dkim.SigningKey;
import whybounce.dns.MapDns;
import whybounce.failure.Observation.Verdict;

/** What is told of a message's signatures, and which record is offered. */
class SignatureChecksTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String NAME = "s1._domainkey.example.com";
    private static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();

    private static final SigningKey RSA = key("RSA", 1024);
    private static final SigningKey OTHER = key("RSA", 1024);
    private static final SigningKey ED25519 = key("Ed25519", 255);

    private static final String MESSAGE =
            "From: Ann <ann@example.com>\r\nTo: ben@example.org\r\nSubject: Hello\r\n\r\nHi Ben.\r\n";

    /** Where the key stands, how it was written, and what comes of it; {@code KEY} is the key. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            as it should be        | s1._domainkey.example.com | v=DKIM1; k=rsa; p=KEY         | WARNING | holds             | false
            backslashes            | s1._domainkey.example.com | v=DKIM1\\; k=rsa\\; p=KEY     | PROBLEM | is no key         | true
            quotes                 | s1._domainkey.example.com | 'v=DKIM1; k=rsa; p=KEY'       | PROBLEM | is no key         | true
            another version        | s1._domainkey.example.com | v=DKIM; k=rsa; p=KEY          | PROBLEM | is no key         | true
            no semicolons          | s1._domainkey.example.com | v=DKIM1 k=rsa p=KEY           | PROBLEM | is no key         | true
            the key alone          | s1._domainkey.example.com | KEY                           | PROBLEM | is no key         | true
            the file of the key    | s1._domainkey.example.com | p=-----BEGIN PUBLIC KEY-----KEY-----END PUBLIC KEY----- | PROBLEM | cannot be read | true
            another kind           | s1._domainkey.example.com | v=DKIM1; k=ed25519; p=KEY     | PROBLEM | cannot be read    | true
            an unknown kind        | s1._domainkey.example.com | v=DKIM1; k=RSA2048; p=KEY     | PROBLEM | of another kind   | true
            for SHA-1 only         | s1._domainkey.example.com | v=DKIM1; h=sha1; p=KEY        | PROBLEM | other hashes only | true
            for the web            | s1._domainkey.example.com | v=DKIM1; s=web; p=KEY         | PROBLEM | is not for mail   | true
            a zone without its dot | s1._domainkey.example.com.example.com | v=DKIM1; p=KEY    | PROBLEM | there is no key   | true
            a forgotten label      | s1.example.com            | v=DKIM1; p=KEY                | PROBLEM | there is no key   | true
            another key there      | s1._domainkey.example.com | v=DKIM1; p=OTHER              | PROBLEM | was not made with | false
            another key elsewhere  | s1.example.com            | v=DKIM1; p=OTHER              | PROBLEM | there is no key   | false
            half of the key        | s1._domainkey.example.com | v=DKIM1; p=HALF               | PROBLEM | cannot be read    | false
            revoked                | s1._domainkey.example.com | v=DKIM1; p=                   | PROBLEM | was revoked       | false
            something else         | s1._domainkey.example.com | v=spf1 -all                   | PROBLEM | is no key         | false
            nothing                | example.com               | v=spf1 -all                   | PROBLEM | there is no key   | false
            """)
    void aRecordIsOfferedWhereTheSignatureFitsIt(
            String fact, String at, String record, Grade grade, String words, boolean pastes) throws IOException {
        var text = record.replace("KEY-----KEY", "KEY-----" + half(RSA))
                .replaceAll("\\bKEY\\b(?!-)", half(RSA))
                .replace("OTHER", half(OTHER))
                .replace("HALF", half(RSA).substring(0, 100));
        var finding = findings(signed(RSA), Map.of(at, List.of("TXT " + text)), List.of())
                .getFirst();
        assertThat(finding.grade()).isEqualTo(grade);
        assertThat(finding.says()).contains(words);
        assertThat(finding.remedy().flatMap(Remedy::paste))
                .isEqualTo(pastes ? Optional.of(NAME + ". IN TXT \"" + RSA.record() + "\"") : Optional.empty());
        assertThat(finding.verdict("dkim-fail")).isEqualTo(grade == Grade.PROBLEM ? Verdict.CONFIRMS : Verdict.REFUTES);
    }

    @Test
    void anEd25519KeyWithTheNameOfItsKind() throws IOException {
        var raw = Base64.getDecoder().decode(half(ED25519));
        var framed = new byte[44];
        System.arraycopy(raw, 0, framed, 12, raw.length);
        var record = "v=DKIM1; k=ed25519; p=" + Base64.getEncoder().encodeToString(framed);
        var finding = findings(signed(ED25519), Map.of(NAME, List.of("TXT " + record)), List.of())
                .getFirst();
        assertThat(finding.remedy().flatMap(Remedy::paste)).contains(NAME + ". IN TXT \"" + ED25519.record() + "\"");
    }

    @Test
    void ourOwnKeyIsPublishedWhereItMadeTheSignature() throws IOException {
        var own = List.of(new OwnKey(DOMAIN, "s1", RSA));
        assertThat(pasted(findings(signed(RSA), Map.of(), own))).contains(NAME + ". IN TXT \"" + RSA.record() + "\"");
        assertThat(pasted(findings(signed(RSA), Map.of(NAME, List.of("TXT " + OTHER.record())), own)))
                .contains(NAME + ". IN TXT \"" + RSA.record() + "\"");
        assertThat(pasted(findings(signed(OTHER), Map.of(), own))).isEmpty();
    }

    @Test
    void aChangedBodyIsNotMendedByARecord() throws IOException {
        var finding = findings(
                        signed(RSA) + "-- \r\nA footer\r\n", Map.of(NAME, List.of("TXT " + RSA.record())), List.of())
                .getFirst();
        assertThat(finding.says())
                .isEqualTo("The signature of example.com (selector s1) does not hold: the body of the message was"
                        + " changed after it was signed.");
        assertThat(finding.remedy().flatMap(Remedy::paste)).isEmpty();
        assertThat(finding.remedy().map(Remedy::step))
                .hasValueSatisfying(step -> assertThat(step).startsWith("Sign after everything that changes the body"));
    }

    @Test
    void theRecordIsOfferedAlsoWhereTheBodyWasChanged() throws IOException {
        var zone = Map.of(NAME, List.of("TXT " + RSA.record().replace(";", "\\;")));
        var finding = findings(signed(RSA) + "A footer\r\n", zone, List.of()).getFirst();
        assertThat(finding.says()).contains("is no key").contains("besides, the body of the message was changed");
        assertThat(finding.remedy().flatMap(Remedy::paste)).contains(NAME + ". IN TXT \"" + RSA.record() + "\"");
    }

    @Test
    void aMailServiceMendsItsOwnKeys() throws IOException {
        var signed = sign(RSA, "mailer.example.net") + MESSAGE;
        var finding = findings(signed, Map.of(), List.of()).getFirst();
        assertThat(finding.says()).contains("The signature of mailer.example.net (selector s1) does not hold");
        assertThat(finding.remedy()).isEmpty();
    }

    @Test
    void withoutASignature() throws IOException {
        assertThat(findings(MESSAGE, Map.of(), List.of()).getFirst().says())
                .isEqualTo("The message carries no DKIM signature.");
    }

    @Test
    void eachSignatureIsAClaim() throws IOException {
        var signed = sign(OTHER, "example.net") + sign(RSA, "silent.example") + signed(RSA);
        var zone = Map.of(NAME, List.of("TXT " + RSA.record()), "s1._domainkey.silent.example", List.of("TIMED_OUT"));
        var found = signatures(signed, zone, List.of());
        assertThat(found.claims())
                .containsExactly(
                        new Claim(Method.DKIM, "example.net", Proven.NO),
                        new Claim(Method.DKIM, "silent.example", Proven.UNKNOWN),
                        new Claim(Method.DKIM, "example.com", Proven.YES));
        assertThat(found.findings().stream().map(Finding::grade))
                .containsExactly(Grade.PROBLEM, Grade.NOT_TESTED, Grade.WARNING);
        // One that does not hold may be what the receiver means.
        assertThat(found.findings().stream().map(finding -> finding.verdict("dkim-fail")))
                .containsExactly(Verdict.CONFIRMS, Verdict.SILENT, Verdict.SILENT);
    }

    @Test
    void hostileTagsAreToldInPrint() throws IOException {
        var signed =
                "DKIM-Signature: v=1; a=rsa-\u001b[31m; d=ex\u202eample.com; s=$(id); h=from; bh=;b=\r\n" + MESSAGE;
        var told = new ArrayList<String>();
        findings(signed, Map.of(), List.of()).forEach(finding -> {
            told.add(finding.says());
            told.addAll(finding.evidence());
            finding.remedy().map(Remedy::text).ifPresent(told::add);
        });
        assertThat(told).allMatch(line -> line.chars().allMatch(c -> (c >= ' ' && c < 0x7f)));
        assertThat(told).noneMatch(line -> line.contains("dig"));
    }

    private static List<Optional<String>> pastes(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.remedy().flatMap(Remedy::paste))
                .toList();
    }

    private static Optional<String> pasted(List<Finding> findings) {
        return pastes(findings).getFirst();
    }

    private static String half(SigningKey key) {
        return key.record().replaceFirst(".*p=", "");
    }

    private static String signed(SigningKey key) {
        return sign(key, "example.com") + MESSAGE;
    }

    private static String sign(SigningKey key, String domain) {
        var message = Canonical.lines(MESSAGE.getBytes(StandardCharsets.ISO_8859_1));
        return new String(new Signer(domain, "s1", key).sign(message, NOW), StandardCharsets.ISO_8859_1);
    }

    private static List<Finding> findings(String message, Map<String, List<String>> zone, List<OwnKey> own)
            throws IOException {
        return signatures(message, zone, own).findings();
    }

    private static Signatures signatures(String message, Map<String, List<String>> zone, List<OwnKey> own)
            throws IOException {
        var read = SignedMessage.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
        var ours = new Ours(name -> name.isWithin("example.com"), own);
        return new SignatureChecks(new MapDns(zone), ours, NOW).of(read);
    }

    private static SigningKey key(String kind, int bits) {
        try {
            var pairs = KeyPairGenerator.getInstance(kind);
            pairs.initialize(bits);
            return SigningKey.of(pairs.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
