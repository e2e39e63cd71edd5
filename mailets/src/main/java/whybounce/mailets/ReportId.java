package whybounce.mailets;

import java.util.stream.Collectors;
import whybounce.failure.RecipientOutcome;
import whybounce.mailets.digest.Fingerprint;

/** The name of a report: the same for the same failure on every node and after every restart. */
record ReportId(String value) {

    static ReportId of(News news, Addressee to) {
        String recipients = news.outcomes().stream()
                .map(RecipientOutcome::recipient)
                .sorted()
                .collect(Collectors.joining("\n"));
        return new ReportId(Fingerprint.of(String.join(
                "\n",
                news.failed().queueId(),
                news.action().name(),
                to.reader().kind().name(),
                recipients)));
    }

    /** As a Message-ID, without the angle brackets. */
    String messageId(String hostName) {
        return "whybounce." + value + "@" + hostName;
    }
}
