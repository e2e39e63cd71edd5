package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.dsn.read.DsnReader;
import whybounce.dsn.read.DsnRecipient;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.failure.Attempt;
import whybounce.reply.SmtpReply;

/** What is written is read back. */
class RoundTripTest {

    static Stream<Report> reports() {
        return Stream.of(
                Scenes.unauthenticated(whybounce.explain.Reader.Kind.OWN_SENDER).report(),
                Scenes.fifty().report(),
                Scenes.delay().report(),
                Scenes.expired().report(),
                Scenes.twoErrors().report(),
                Scenes.smtputf8().report());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void every_recipient(Report report) throws IOException {
        var dsn = read(Scene.written(report));
        assertThat(dsn.reportingMta()).contains(report.reportingMta());
        assertThat(dsn.arrival()).contains(report.arrival());
        assertThat(dsn.recipients()).hasSameSizeAs(report.recipients());
        for (int i = 0; i < dsn.recipients().size(); i++) {
            same(report.recipients().get(i), dsn.recipients().get(i));
        }
    }

    private static void same(Told told, DsnRecipient read) {
        var outcome = told.outcome();
        var last = outcome.lastAttempt().orElseThrow();
        assertThat(read.address()).isEqualTo(outcome.recipient());
        assertThat(read.action()).contains(outcome.action());
        assertThat(read.status()).contains(Status.of(told));
        assertThat(read.lastAttempt()).contains(last.time());
        assertThat(read.willRetryUntil()).isEqualTo(outcome.retryUntil());
        assertThat(read.remoteMta()).isEqualTo(last.peer().map(peer -> peer.host()));
        assertThat(read.diagnostic().orElseThrow().reply().orElseThrow().verbatim())
                .isEqualTo(last.failure().reply().orElseThrow().verbatim().strip());
        var again = read.outcome(outcome.since());
        assertThat(again.action()).isEqualTo(outcome.action());
        assertThat(again.lastAttempt()
                        .map(Attempt::failure)
                        .flatMap(f -> f.reply())
                        .map(SmtpReply::code))
                .isEqualTo(last.failure().reply().map(SmtpReply::code));
    }

    @Test
    void a_plain_report_is_read_like_any_other() throws IOException {
        var report = Scenes.twoErrors().report();
        assertThat(read(Scene.writtenPlain(report))).isEqualTo(read(Scene.written(report)));
    }

    private static Dsn read(byte[] message) throws IOException {
        return (Dsn) DsnReader.read(new ByteArrayInputStream(message));
    }
}
