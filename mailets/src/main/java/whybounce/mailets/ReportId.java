package whybounce.mailets;

import java.util.ArrayList;
import whybounce.mailets.digest.Fingerprint;

/** The name of a report: the same for the same failure on every node and after every restart. */
record ReportId(String value) {

    static ReportId of(News news, Addressee to) {
        var recipients = new ArrayList<String>();
        news.outcomes().forEach(outcome -> recipients.add(outcome.recipient()));
        recipients.sort(null);
        return new ReportId(Fingerprint.of(String.join(
                "\n",
                news.failed().queueId(),
                news.action().name(),
                to.reader().kind().name(),
                String.join("\n", recipients))));
    }

    /** As a Message-ID, without the angle brackets. */
    String messageId(String hostName) {
        return "whybounce." + value + "@" + hostName;
    }
}
