package whybounce.check.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.DomainName;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.dkim.SigningKey;
import whybounce.dns.MapDns;

/** Keys as the DNS may have them. */
class DkimKeyChecksTest {

    private static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "a good one,            v=DKIM1; k=rsa; p=RSA2048,  GOOD,    2048 bits",
        "without a version,     p=RSA2048,                  GOOD,    2048 bits",
        "with space in it,      v=DKIM1; p= RSA2048,        GOOD,    2048 bits",
        "a short one,           v=DKIM1; p=RSA1024,         WARNING, 1024 bits",
        "too short,             v=DKIM1; p=RSA512,          PROBLEM, none below 1024",
        "revoked,               v=DKIM1; p=,                PROBLEM, revoked",
        "damaged,               v=DKIM1; p=AAAA,            PROBLEM, cannot be read",
        "no base64,             v=DKIM1; p=%%%,             PROBLEM, cannot be read",
        "Ed25519,               v=DKIM1; k=ed25519; p=ED,   GOOD,    Ed25519",
        "Ed25519 damaged,       v=DKIM1; k=ed25519; p=AAAA, PROBLEM, cannot be read",
        "an unknown kind,       v=DKIM1; k=dsa; p=AAAA,     WARNING, do not know",
        "another version,       v=DKIM2; p=RSA2048,         PROBLEM, no DKIM key",
        "something else,        hello,                      PROBLEM, no DKIM key"
    })
    void keys(String fact, String record, Grade grade, String words) throws NoSuchAlgorithmException {
        var text = record;
        for (int bits : List.of(2048, 1024, 512)) {
            text = text.contains("RSA" + bits) ? text.replace("RSA" + bits, key(bits)) : text;
        }
        text = text.replace("p=ED", "p=" + Base64.getEncoder().encodeToString(new byte[32]));
        var dns = new MapDns(Map.of("s1._domainkey.example.com", List.of("TXT " + text)));
        var finding = new DkimKeyChecks(dns).of(DOMAIN, "s1");
        assertThat(finding.grade()).as(fact).isEqualTo(grade);
        assertThat(finding.says()).as(fact).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"none, PROBLEM", "two, PROBLEM", "silent, NOT_TESTED"})
    void answers(String selector, Grade grade) {
        var dns = new MapDns(Map.of(
                "two._domainkey.example.com", List.of("TXT v=DKIM1; p=AAAA", "TXT v=DKIM1; p="),
                "silent._domainkey.example.com", List.of("TIMED_OUT")));
        assertThat(new DkimKeyChecks(dns).of(DOMAIN, selector).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({
        "its own key,      v=DKIM1; k=rsa; p=OWN,   GOOD,    It is the public half of your key,   false",
        "another key,      v=DKIM1; k=rsa; p=OTHER, PROBLEM, is not the public half of your key,  true",
        "nothing,          '',                      PROBLEM, There is no DKIM key,                true",
        "a damaged one,    v=DKIM1; k=rsa; p=MIIB,  PROBLEM, is not the public half of your key,  true",
        "for SHA-1 only,   v=DKIM1; h=sha1; p=OWN,  PROBLEM, is not for SHA-256,                  true",
        "not for mail,     v=DKIM1; s=web; p=OWN,   PROBLEM, is not for mail,                     true",
        "for tests,        v=DKIM1; t=y; p=OWN,     WARNING, is there for tests,                  false"
    })
    void withThePrivateKey(String fact, String record, Grade grade, String words, boolean pastes)
            throws NoSuchAlgorithmException {
        var pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        var own = SigningKey.of(pairs.generateKeyPair().getPrivate());
        var half = own.record().replaceFirst(".*p=", "");
        var text = record.replace("OWN", half).replace("OTHER", key(2048));
        var dns = new MapDns(text.isEmpty() ? Map.of() : Map.of("s1._domainkey.example.com", List.of("TXT " + text)));
        var finding = new DkimKeyChecks(dns).of(DOMAIN, "s1", Optional.of(own));
        assertThat(finding.grade()).as(fact).isEqualTo(grade);
        assertThat(finding.says()).as(fact).contains(words);
        // RFC 1035 section 3.3: two strings.
        var record255 = "v=DKIM1; k=rsa; p=" + half;
        assertThat(finding.remedy().flatMap(Remedy::paste))
                .isEqualTo(
                        pastes
                                ? Optional.of("s1._domainkey.example.com. IN TXT \"" + record255.substring(0, 255)
                                        + "\" \"" + record255.substring(255) + "\"")
                                : Optional.empty());
    }

    private static String key(int bits) throws NoSuchAlgorithmException {
        var pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(bits);
        return Base64.getEncoder()
                .encodeToString(pairs.generateKeyPair().getPublic().getEncoded());
    }
}
