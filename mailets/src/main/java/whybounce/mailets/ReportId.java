package whybounce.mailets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import whybounce.explain.Reader;
import whybounce.failure.RecipientOutcome;

/** The name of a report: the same for the same failure on every node and after every restart. */
record ReportId(String value) {

    // 128 bits: enough that two failures never meet, short enough for a header line.
    private static final int HEX_DIGITS = 32;

    static ReportId of(String queueId, List<RecipientOutcome> outcomes, Reader.Kind reader) {
        String recipients = outcomes.stream()
                .map(outcome -> outcome.recipient() + " " + outcome.action())
                .sorted()
                .collect(Collectors.joining("\n"));
        return new ReportId(hash(queueId + "\n" + reader + "\n" + recipients));
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As a Message-ID, without the angle brackets. */
    String messageId(String hostName) {
        return "whybounce." + value + "@" + hostName;
    }
}
