package whybounce.probe.session;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry.Withheld;
import whybounce.reply.Octets;
import whybounce.reply.SmtpReply;

/** Puts the time to what a transcript is told. */
final class Recorder {

    private final Transcript transcript;
    private final LongSupplier nanos;
    private final long origin;
    private boolean tls;

    Recorder(Transcript transcript, LongSupplier nanos, long origin) {
        this.transcript = transcript;
        this.nanos = nanos;
        this.origin = origin;
    }

    Duration now() {
        return Duration.ofNanos(nanos.getAsLong() - origin);
    }

    void add(Entry entry) {
        transcript.add(entry);
    }

    void sent(Stage stage, byte[] bytes, int length) {
        transcript.add(new Entry.Sent(now(), stage, tls, Octets.of(bytes, 0, length), Optional.empty()));
    }

    void sent(Stage stage, String bytes, Withheld withheld) {
        transcript.add(new Entry.Sent(now(), stage, tls, Octets.of(bytes), Optional.of(withheld)));
    }

    void heard(Stage stage, SmtpReply reply) {
        transcript.add(new Entry.Heard(now(), stage, tls, reply));
    }

    void encrypted(TlsReport report) {
        tls = report.agreed().isPresent();
        transcript.add(new Entry.Encrypted(now(), report));
    }

    void ended(Verdict verdict, Optional<DeliveryFailure> failure) {
        transcript.add(new Entry.Ended(now(), verdict, failure));
    }

    boolean keepsMessage() {
        return transcript.keepsMessage();
    }
}
