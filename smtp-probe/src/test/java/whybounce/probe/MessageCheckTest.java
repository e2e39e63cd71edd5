package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dkim.Signer;
import whybounce.dkim.SigningKey;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.doctor.CheckOrder.Beyond;
import whybounce.probe.doctor.CheckOrder.Sent;
import whybounce.probe.doctor.Examination;
import whybounce.probe.report.Palette;

/** {@code check DOMAIN --message FILE}: signatures, alignment and content of a message that was sent. */
class MessageCheckTest {

    private static final KeyPair PAIR = pair();
    private static final SigningKey KEY = SigningKey.of(PAIR.getPrivate());

    private static final String MESSAGE = """
            From: Ann <ann@example.com>
            To: ben@example.org
            Subject: Lunch
            Date: Mon, 30 Nov 2026 12:00:00 +0100
            Message-ID: <1@example.com>

            At noon? https://bit.ly/menu
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            all is well          | KEY   | 203.0.113.5 | zzz  | zzz    | 0 | DKIM of example.com proves that the mail comes from example.com
            only DKIM            | KEY   | 203.0.113.6 | zzz  | zzz    | 1 | DKIM of example.com proves that the mail comes from example.com
            without an address   | KEY   | ~~          | zzz  | zzz    | 0 | DKIM of example.com proves that the mail comes from example.com
            only SPF             | ~~    | 203.0.113.5 | zzz  | zzz    | 1 | SPF of example.com proves that the mail comes from example.com
            neither              | ~~    | 203.0.113.6 | zzz  | zzz    | 1 | Mend the DKIM signature of example.com: it is aligned, and survives forwarding.
            a changed body       | KEY   | 203.0.113.5 | noon | one    | 1 | the body of the message was changed after it was signed
            a changed Subject    | KEY   | 203.0.113.5 | Lunch| Dinner | 1 | a signed header field was changed, added or removed afterwards
            another From         | KEY   | ~~          | ann@example.com | ann@example.net | 1 | Put an address of a domain of yours into From
            a shortened link     | KEY   | 203.0.113.5 | zzz  | zzz    | 0 | Shortened links hide where they lead
            """)
    void messages(String fact, String key, String ip, String old, String with, int code, String says)
            throws IOException {
        var told = told(signed(MESSAGE).replace(old, with), key, ip, Optional.empty());
        assertThat(told.replaceAll("\\s+", " ")).contains(says).endsWith("exit " + code);
    }

    @Test
    void whatAPersonReads() throws IOException {
        assertThat(told(signed(MESSAGE).replace("noon", "one"), "KEY", "203.0.113.5", Optional.of(10L)))
                .contains("""
                        DKIM: signatures and their keys

                        Problem         The signature of example.com (selector s1) does not hold: the
                                        body of the message was changed after it was signed.
                        """)
                .contains("What a filter may dislike in the message: possible reasons, no verdict")
                .contains("Warning         Shortened links hide where they lead, and spammers use them:\n")
                .contains("and 10 are taken.");
    }

    @Test
    void theRecordOfAKeyCanBePasted() throws IOException {
        var pem = Files.writeString(
                folder.resolve("s1.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(PAIR.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        var run = ProbeRun.of(
                "check", "example.com", "--selector", "s1", "--dkim-key", pem.toString(), "--resolver", "127.0.0.1:1");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(3);

        var found = new Examination(order(Sent.NOTHING, ""), Optional.of(KEY)).findings(zone(""));
        assertThat(found)
                .anySatisfy(finding -> assertThat(finding.remedy().flatMap(remedy -> remedy.paste()))
                        .hasValueSatisfying(paste -> assertThat(paste.replace("\" \"", ""))
                                .isEqualTo("s1._domainkey.example.com. IN TXT \"" + KEY.record() + "\"")));
    }

    private String told(String message, String key, String ip, Optional<Long> limit) throws IOException {
        var file = Files.writeString(folder.resolve("sent.eml"), message, StandardCharsets.US_ASCII);
        var order = order(new Sent(Optional.of(file.toString()), Optional.empty(), limit), ip);
        var out = new ByteArrayOutputStream();
        var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        var code = new Checkup(Palette.PLAIN, printer, printer, Clock.systemUTC())
                .tell(
                        "example.com",
                        new Examination(order).findings(zone(key)),
                        new Checkup.Manner(false, Optional.empty()));
        return out.toString(StandardCharsets.UTF_8) + "exit " + code.number();
    }

    private static CheckOrder order(Sent sent, String ip) {
        return new CheckOrder(
                "example.com",
                IpText.address(ip).stream().toList(),
                Optional.empty(),
                sent.message().isPresent() ? List.of() : List.of("s1"),
                List.of(),
                List.of(),
                List.of(),
                Beyond.NOTHING,
                sent,
                false);
    }

    private static MapDns zone(String key) {
        return new MapDns(Map.of(
                "example.com", List.of("MX 10 mail.example.com", "TXT v=spf1 ip4:203.0.113.5 -all"),
                "_dmarc.example.com", List.of("TXT v=DMARC1; p=reject"),
                "mail.example.com", List.of("A 203.0.113.5"),
                "203.0.113.5", List.of("PTR mail.example.com"),
                "203.0.113.6", List.of("PTR other.example.com"),
                "other.example.com", List.of("A 203.0.113.6"),
                "s1._domainkey.example.com", key.isEmpty() ? List.of() : List.of("TXT " + KEY.record())));
    }

    private static String signed(String message) {
        var octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        var field =
                new Signer("example.com", "s1", KEY).sign(octets, Instant.now().minusSeconds(60));
        return new String(field, StandardCharsets.US_ASCII) + message.replace("\n", "\r\n");
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
