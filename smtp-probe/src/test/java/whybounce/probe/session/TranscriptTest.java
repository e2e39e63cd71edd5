package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry.Withheld;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.reply.Octets;
import whybounce.reply.SmtpReply;

class TranscriptTest {

    private static final Duration AT = Duration.ofNanos(1_234_567_890_123L);

    /** Told to both, so that what is read can be compared with what was told. */
    private record Both(List<Entry> told, TranscriptWriter writer) implements Transcript {
        @Override
        public void add(Entry entry) {
            told.add(entry);
            writer.add(entry);
        }

        @Override
        public boolean keepsMessage() {
            return writer.keepsMessage();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void isReadAsItWasTold(HostileReplyTest.Row row) throws IOException {
        var written = new ByteArrayOutputStream();
        var told = new ArrayList<Entry>();
        try (var writer = new TranscriptWriter(written, false);
                var server = ScriptedServer.start(row.script());
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(new Both(told, writer)))) {
            HostileReplyTest.talk(smtp, row.stage());
        }

        assertThat(read(written)).isEqualTo(told);
        assertThat(told).hasSizeGreaterThan(3).last().isInstanceOf(Entry.Ended.class);
        assertThat(told.stream().map(Entry::at)).isSorted();
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(written.toString(StandardCharsets.UTF_8)))
                .isTrue();
    }

    /** Those that do not wait. */
    static Stream<HostileReplyTest.Row> conversations() {
        return HostileReplyTest.rows().stream()
                .filter(row -> row.verdict() != Verdict.TARPIT && row.verdict() != Verdict.SILENT);
    }

    @Test
    void certificatesAndFaultsAreReadAsTheyWereTold() throws IOException {
        // Making them takes longer than a handshake may.
        assertThat(TestCertificates.authority()).isNotEmpty();
        Script script = talk -> {
            TestCertificates.encrypt(talk, "expired");
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("221 bye\r\n");
        };
        var written = new ByteArrayOutputStream();
        var told = new ArrayList<Entry>();
        var options = SessionOptions.USUAL.with(Tls.of("mx.example.net"));
        try (var writer = new TranscriptWriter(written, false);
                var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), options.with(new Both(told, writer)))) {
            smtp.connect();
            smtp.quit();
            assertThat(smtp.tls().orElseThrow().faults()).hasSize(3);
        }
        assertThat(read(written)).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsReadAsItWasTold(DeliveryFailure failure) throws IOException {
        var written = new ByteArrayOutputStream();
        var ended = new Entry.Ended(AT, Verdict.REJECTED, Optional.of(failure));
        try (var writer = new TranscriptWriter(written, false)) {
            writer.add(ended);
        }
        assertThat(read(written)).containsExactly(ended);
    }

    static Stream<DeliveryFailure> failures() {
        var no = SmtpReply.parse("550-5.1.1 no\r\n550 5.1.1 no".getBytes(StandardCharsets.ISO_8859_1));
        return Stream.of(
                new Refused(Stage.END_OF_DATA, no),
                new Unreachable(Unreachable.Why.TIMED_OUT),
                new NoRoute("example.org", NoRoute.Why.NULL_MX),
                new NoRoute("example.org", NoRoute.Why.MX_WITHOUT_ADDRESS, List.of("a", "b")),
                new TlsFailed("expired", Optional.empty()),
                new TlsFailed("refused", Optional.of(no)),
                new Broken(Stage.MAIL, Broken.How.RESET, Optional.empty()),
                new LocalRefusal(LocalRefusal.What.FAULT, "disk"),
                new Unexplained("\u202e words"));
    }

    /** The form is a promise: other programs read it. */
    @Test
    void isWrittenLikeThis() throws IOException {
        var written = new ByteArrayOutputStream();
        var peer = new Peer("mx.example.org", Optional.of("192.0.2.1"), 25, Peer.Role.MX);
        try (var writer = new TranscriptWriter(written, false)) {
            writer.add(new Entry.Begun(Duration.ZERO, Instant.parse("2026-11-21T18:00:00Z"), peer));
            writer.add(new Entry.Connected(AT, "192.0.2.9 40112"));
            writer.add(new Entry.Sent(AT, Stage.EHLO, false, Octets.of("EHLO \u00e4\r\n"), Optional.empty()));
            writer.add(new Entry.Heard(AT, Stage.EHLO, true, SmtpReply.parse("250 \33[2J\r\n")));
            writer.add(new Entry.Sent(
                    AT, Stage.END_OF_DATA, true, Octets.of(""), Optional.of(new Withheld(Withheld.What.MESSAGE, 123))));
            writer.add(new Entry.Ended(AT, Verdict.CLOSED_IN_REPLY, Optional.empty()));
        }
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("""
                        {"at":0,"is":"begun","v":1,"time":"2026-11-21T18:00:00Z",\
                        "peer":{"host":"mx.example.org","address":"192.0.2.1","port":25,"role":"mx"}}
                        {"at":1234567890123,"is":"connected","from":"192.0.2.9 40112"}
                        {"at":1234567890123,"is":"sent","stage":"ehlo","tls":false,"bytes":"RUhMTyDDpA0K","text":"EHLO \\u00E4\\r\\n"}
                        {"at":1234567890123,"is":"heard","stage":"ehlo","tls":true,"end":"whole",\
                        "lines":[{"bytes":"MjUwIBtbMko=","text":"250 \\u001B[2J","terminator":"crlf"}]}
                        {"at":1234567890123,"is":"sent","stage":"end-of-data","tls":true,"bytes":"","text":"",\
                        "withheld":"message","octets":123}
                        {"at":1234567890123,"is":"ended","verdict":"closed-in-reply"}
                        """);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMessageIsLeftOutUnlessAskedFor(boolean kept) throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("354 go ahead\r\n").hearMessage();
            talk.say("250 queued\r\n");
        };
        var written = new ByteArrayOutputStream();
        try (var writer = new TranscriptWriter(written, kept);
                var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(writer))) {
            smtp.connect();
            smtp.data(new ByteArrayInputStream("private\r\n.words".getBytes(StandardCharsets.UTF_8)));
        }
        var text = written.toString(StandardCharsets.US_ASCII);
        assertThat(text.contains("private")).isEqualTo(kept);
        assertThat(text.contains("\"withheld\":\"message\",\"octets\":21")).isNotEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"at\":1}",
                "{\"at\":1,\"is\":\"else\"}",
                "{\"at\":\"x\",\"is\":\"connected\"}",
                "{\"at\":1,\"is\":\"begun\",\"v\":2}",
                "{\"at\":1,\"is\":\"heard\",\"stage\":\"rcpt\",\"end\":\"nowhere\"}",
                "{\"at\":1,\"is\":\"sent\",\"stage\":\"rcpt\",\"bytes\":\"?\"}",
                "{\"at\":1,\"is\":\"tls\",\"serverName\":\"a\",\"chain\":[\"AAAA\"]}",
                "{\"at\":1,\"is\":\"connected\",\"from\":"
            })
    void whatIsNoEntryIsToldByItsLine(String line) {
        var text = "{\"at\":1,\"is\":\"connected\",\"from\":\"a\"}\n" + line + "\n";
        assertThatThrownBy(() -> TranscriptReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 2 is no entry of a transcript: ");
    }

    /** A full disk is no reason to leave a server in the middle of a conversation. */
    @Test
    void aTranscriptThatCannotBeWrittenSaysSoAtTheEnd() throws IOException {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        var writer = new TranscriptWriter(full, false);
        writer.add(new Entry.Connected(AT, "192.0.2.9 1"));
        writer.add(new Entry.Connected(AT, "192.0.2.9 2"));
        assertThatThrownBy(writer::close).hasMessage("disk full");
    }

    private static List<Entry> read(ByteArrayOutputStream written) throws IOException {
        return TranscriptReader.read(new ByteArrayInputStream(written.toByteArray()));
    }
}
