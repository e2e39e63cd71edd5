package whybounce.check.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Ours;
import whybounce.check.Remedy;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.dkim.DkimSignature;
import whybounce.dkim.KeyRecord;
import whybounce.dkim.PemText;
import whybounce.dns.Dns;
import whybounce.dns.MapDns;
import whybounce.dns.Question;
import whybounce.dns.Response;

/**
 * Fuzz target: any octets as a message with signatures, as the keys and policies that the DNS has for it, and as a file with
 * a key. What is told of them is printable.
 */
public final class MessageFuzz {

    /** A record has a few hundred characters. */
    private static final int RECORD = 2_000;

    private MessageFuzz() {}

    /** Has one text for each name. */
    private record OneText(String text) implements Dns {
        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            return new MapDns(Map.of(question.name(), List.of("TXT " + text))).ask(question, patience);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.ISO_8859_1);
        // The record stands in front of the message, up to the first zero.
        int zero = Math.max(0, text.indexOf('\0'));
        var record = text.substring(0, Math.min(zero, RECORD));
        var message = text.substring(zero == 0 ? 0 : zero + 1).getBytes(StandardCharsets.ISO_8859_1);
        var sent = new SentMessage(() -> new ByteArrayInputStream(message), Duration.ofSeconds(20), Instant.EPOCH);
        var ours = new Ours(domain -> true, List.of());
        var claims = List.of(new Claim(Method.SPF, record, Proven.UNKNOWN));
        told(new MessageChecks(new OneText(record), ours).of(sent, claims));
        told(new MessageChecks(new OneText("v=DMARC1;" + record), ours).of(sent, claims));
        told(ContentChecks.of(sent, Optional.of(100L)));
        DkimSignature.of("DKIM-Signature:" + text);
        KeyRecord.of(text);
        Authors.addresses(text);
        pem(text);
    }

    private static void pem(String text) {
        try {
            PemText.of(text, "file").key();
        } catch (IOException noKey) {
            printable(String.valueOf(noKey.getMessage()));
        }
    }

    private static void told(List<Finding> findings) {
        for (var finding : findings) {
            printable(finding.says());
            finding.evidence().forEach(MessageFuzz::printable);
            finding.remedy().map(Remedy::step).ifPresent(MessageFuzz::printable);
        }
    }

    private static void printable(String line) {
        if (!Foreign.isPrintable(line)) {
            throw new IllegalStateException("not printable: " + line);
        }
    }
}
