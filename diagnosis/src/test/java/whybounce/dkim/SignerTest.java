package whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.dkim.KeyAnswer.Records;

class SignerTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_528_637_909);

    /** RFC 8463 appendix A.3. */
    static final String EXAMPLE = """
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """;

    private static final String SIGNATURE = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=""";

    private static final String SIGNED =
            "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==";

    /** RFC 8463 appendix A.2, behind what PKCS #8 has in front of it (RFC 8410 section 7). */
    private static SigningKey exampleKey() throws GeneralSecurityException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex("302e020100300506032b657004220420"));
        bytes.writeBytes(Base64.getDecoder().decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="));
        var key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(bytes.toByteArray()));
        return SigningKey.of(key);
    }

    private static byte[] lines(String text) {
        return Canonical.lines(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void theExampleOfRfc8463() throws GeneralSecurityException, IOException {
        var header = MessageHeader.read(new ByteArrayInputStream(lines(EXAMPLE)))
                .signed(
                        List.of("from", "to", "subject", "date", "message-id", "from", "subject", "date"),
                        Canonical.RELAXED,
                        SIGNATURE.replace("\n", "\r\n") + "\r\n");

        assertThat(Base64.getEncoder().encodeToString(exampleKey().sign(header.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(SIGNED);
        assertThat(exampleKey().record())
                .isEqualTo("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("RSA")) {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static byte[] signed(KeyPair pair, byte[] message) {
        var signer = new Signer("example.com", "sel2026", SigningKey.of(pair.getPrivate()));
        var out = new ByteArrayOutputStream();
        out.writeBytes(signer.sign(message, NOW));
        out.writeBytes(message);
        return out.toByteArray();
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("the example", EXAMPLE),
                Arguments.of("folded", "From: a\n <a@example.com>\nSubject:\tx  y\n\n z \t \n\n\n"),
                Arguments.of("8bit", "From: a@example.com\nContent-Transfer-Encoding: 8bit\n\nGr\u00fc\u00dfe\n"),
                Arguments.of("two of a name", "From: a@example.com\nTo: b@example.org\nTo: c@example.org\n\nx\n"),
                Arguments.of(
                        "more names than a line",
                        "From: a@example.com\n"
                                + "List-Unsubscribe-Post: x\nList-Unsubscribe: y\nContent-Transfer-Encoding: 7bit\n"
                                        .repeat(3)
                                + "\nx\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void anotherVerifierAgrees(String fact, String text) throws Exception {
        var pair = pair("RSA");
        var record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var message = signed(pair, lines(text));

        var verified = new DKIMVerifier(
                        (method, selector, domain) -> selector.toString().equals("sel2026")
                                        && domain.toString().equals("example.com")
                                ? List.of(record)
                                : List.of())
                .verify(new ByteArrayInputStream(message));

        assertThat(verified).hasSize(1);
        assertThat(new String(message, StandardCharsets.ISO_8859_1).lines()).allMatch(line -> line.length() <= 78);
        var changed = new String(message, StandardCharsets.ISO_8859_1).replace("a@example.com", "b@example.com");
        assertThatThrownBy(() -> new DKIMVerifier((method, selector, domain) -> List.of(record))
                        .verify(new ByteArrayInputStream(lines(changed.contains("b@") ? changed : changed + "x"))))
                .isInstanceOf(FailException.class);
    }

    /** RFC 6376 section 3.4.4 has the hash; jDKIM 0.5 takes such a body for a line end. */
    @ParameterizedTest
    @ValueSource(strings = {"From: a@example.com\n", "From: a@example.com\n\n", "From: a@example.com\n\n\n\n"})
    void aBodyWithoutAnything(String text) throws GeneralSecurityException {
        assertThat(new String(signed(pair("Ed25519"), lines(text)), StandardCharsets.ISO_8859_1))
                .contains("bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void ourVerifierAgrees(String fact, String text) throws Exception {
        for (var kind : List.of("RSA", "Ed25519")) {
            var pair = pair(kind);
            var signed = SignedMessage.read(new ByteArrayInputStream(signed(pair, lines(text))));
            var record = SigningKey.of(pair.getPrivate()).record();

            assertThat(signed.signatures()).hasSize(1).allSatisfy(signature -> {
                assertThat(signature.check(new Records(List.of(record)), NOW).flaws())
                        .isEmpty();
                assertThat(signature.isMadeWith(record)).isTrue();
                assertThat(signature.tags().keyName()).isEqualTo("sel2026._domainkey.example.com");
            });
        }
    }

    @Test
    void noTextShowsTheKey() throws GeneralSecurityException {
        var pair = pair("RSA");
        var key = SigningKey.of(pair.getPrivate());
        var exponent = ((RSAPrivateKey) pair.getPrivate()).getPrivateExponent();

        assertThat(new Signer("example.com", "s", key).toString())
                .contains("rsa-sha256")
                .doesNotContain(exponent.toString(), exponent.toString(16));
    }

    @ParameterizedTest
    @CsvSource({"EC", "X25519", "DSA"})
    void otherKeysAreRefused(String kind) throws GeneralSecurityException {
        var key = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate();

        assertThatThrownBy(() -> SigningKey.of(key)).hasMessageContaining("RSA, of 1,024 bits or more, or Ed25519");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            example.com; l=0 | s  | domain
            ''               | s  | domain
            b\u00fccher.example | s | domain
            example.com      | a b | selector
            """)
    void whatIsNoNameIsRefused(String domain, String selector, String what) throws GeneralSecurityException {
        var key = exampleKey();

        assertThatThrownBy(() -> new Signer(domain, selector, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the " + what);
    }
}
