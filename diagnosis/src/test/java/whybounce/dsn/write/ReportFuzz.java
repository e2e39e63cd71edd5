package whybounce.dsn.write;

import java.time.Instant;
import java.util.List;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.explain.Explainer;
import whybounce.explain.Reader;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.OutcomeJson;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** The fuzz entry for all that is done with a reply: whatever a server says is judged, kept, explained and reported. */
public final class ReportFuzz {

    /** How many different turns there are. */
    static final int TURNS = 6;

    /** So much may be written for each octet that was said: the machine part writes one as six, and quotes are bounded. */
    private static final int MOST_PER_OCTET = 8;

    /** For a report on no words at all. */
    private static final int MOST_AT_ALL = 64 << 10;

    private static final Classifier CLASSIFIER = new Classifier(Catalogue.shipped());
    private static final Explainer EXPLAINER = new Explainer(Catalogue.shipped());

    private ReportFuzz() {}

    /** Called by Jazzer: what is done differs with the length, so that each run is short. */
    public static void fuzzerTestOneInput(byte[] input) {
        run(input, input.length);
    }

    /** @param turn decides who reads, and how much reached us */
    static void run(byte[] input, int turn) {
        var kinds = Reader.Kind.values();
        var kind = kinds[turn % kinds.length];
        var said = SmtpReply.parse(input);
        boolean wordsOnly = turn / kinds.length % 2 == 1;
        report(wordsOnly ? new Unexplained(said.verbatim()) : new Refused(Stage.RCPT, said), kind, input.length);
    }

    private static void report(DeliveryFailure failure, Reader.Kind kind, int octets) {
        var outcome = Scene.failed(
                "ann@example.org",
                Scene.attempt(Instant.parse("2026-11-20T08:15:02Z"), Scene.mx("mx.example.org"), failure));
        if (!OutcomeJson.read(OutcomeJson.write(List.of(outcome))).equals(List.of(outcome))) {
            throw new AssertionError("an outcome does not come back from where it was kept");
        }
        var diagnosis = CLASSIFIER.diagnose(outcome.lastAttempt().orElseThrow());
        int written =
                new Scene().by(EXPLAINER).reader(kind).of(outcome, diagnosis).written().length;
        if (written > MOST_AT_ALL + (long) MOST_PER_OCTET * octets) {
            throw new AssertionError("a report of " + written + " octets on a reply of " + octets);
        }
    }
}
