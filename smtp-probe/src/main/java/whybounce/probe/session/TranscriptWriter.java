package whybounce.probe.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry.Withheld;
import whybounce.reply.Octets;

/**
 * A transcript as lines of JSON, each written as soon as the thing happens. The same conversation gives the same bytes:
 * the fields have one order, times are nanoseconds, and all of it is ASCII.
 *
 * <pre>{@code
 * {"at":0,"is":"begun","v":1,"time":"2026-11-21T18:00:00Z","peer":{"host":"mx.example.org","address":"192.0.2.1",...}}
 * {"at":812345,"is":"connected","from":"192.0.2.9 40112"}
 * {"at":1634567,"is":"heard","stage":"greeting","tls":false,"end":"whole",
 *  "lines":[{"bytes":"MjIwIG14","text":"220 mx","terminator":"crlf","first":1612345,"last":1612345,"octets":6}]}
 * {"at":1712345,"is":"sent","stage":"ehlo","tls":false,"bytes":"RUhMTyBh...","text":"EHLO a\r\n"}
 * {"at":9912345,"is":"ended","verdict":"rejected","failure":{"is":"refused","stage":"rcpt","reply":{...}}}
 * }</pre>
 */
public final class TranscriptWriter implements Transcript, Closeable {

    private final JsonGenerator json;
    private final ReplyJson replies;
    private final boolean keepsMessage;
    private Optional<IOException> failed = Optional.empty();

    /**
     * Writes to {@code out}.
     *
     * @param keepsMessage whether the message is written too, and not only its length
     */
    public TranscriptWriter(OutputStream out, boolean keepsMessage) throws IOException {
        this.json = TranscriptJson.FACTORY.createGenerator(out).setRootValueSeparator(null);
        this.replies = new ReplyJson(json);
        this.keepsMessage = keepsMessage;
    }

    @Override
    public boolean keepsMessage() {
        return keepsMessage;
    }

    /** A transcript that cannot be written does not end a conversation; {@link #close} tells. */
    @Override
    public void add(Entry entry) {
        if (failed.isPresent()) {
            return;
        }
        try {
            json.writeStartObject();
            write(entry);
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (IOException e) {
            failed = Optional.of(e);
        }
    }

    private void write(Entry entry) throws IOException {
        json.writeNumberField("at", entry.at().toNanos());
        switch (entry) {
            case Entry.Begun begun -> begun(begun);
            case Entry.Asked(Duration at, String from, String to) -> {
                is("asked");
                json.writeStringField("from", from);
                json.writeStringField("to", to);
            }
            case Entry.Noted(Duration at, String words) -> {
                is("noted");
                json.writeStringField("words", words);
            }
            case Entry.Concluded concluded -> concluded(concluded);
            case Entry.Connected(Duration at, String from) -> {
                is("connected");
                json.writeStringField("from", from);
            }
            case Entry.Sent sent -> sent(sent);
            case Entry.Heard heard -> {
                is("heard");
                at(heard.stage(), heard.tls());
                replies.fields(heard.reply());
            }
            case Entry.Encrypted(Duration at, TlsReport report) -> tls(report);
            case Entry.Ended ended -> {
                is("ended");
                json.writeStringField("verdict", TranscriptJson.token(ended.verdict()));
                if (ended.failure().isPresent()) {
                    replies.failure(ended.failure().get());
                }
            }
        }
    }

    private void is(String kind) throws IOException {
        json.writeStringField("is", kind);
    }

    private void at(Stage stage, boolean tls) throws IOException {
        json.writeStringField("stage", TranscriptJson.token(stage));
        json.writeBooleanField("tls", tls);
    }

    private void begun(Entry.Begun begun) throws IOException {
        is("begun");
        json.writeNumberField("v", TranscriptJson.VERSION);
        json.writeStringField("time", begun.time().toString());
        peer(begun.peer());
    }

    private void concluded(Entry.Concluded end) throws IOException {
        is("concluded");
        json.writeStringField("time", end.time().toString());
        json.writeNumberField("took", end.took().toNanos());
        if (end.peer().isPresent()) {
            peer(end.peer().get());
        }
        json.writeStringField("result", TranscriptJson.token(end.result()));
        json.writeStringField("reason", end.reason());
        if (end.failure().isPresent()) {
            replies.failure(end.failure().get());
        }
    }

    private void peer(Peer peer) throws IOException {
        json.writeObjectFieldStart("peer");
        json.writeStringField("host", peer.host());
        if (peer.address().isPresent()) {
            json.writeStringField("address", peer.address().get());
        }
        json.writeNumberField("port", peer.port());
        json.writeStringField("role", TranscriptJson.token(peer.role()));
        json.writeEndObject();
    }

    private void sent(Entry.Sent sent) throws IOException {
        is("sent");
        at(sent.stage(), sent.tls());
        bytes(sent.bytes());
        if (sent.withheld().isPresent()) {
            withheld(sent.withheld().get());
        }
    }

    private void bytes(Octets bytes) throws IOException {
        json.writeStringField("bytes", Base64.getEncoder().encodeToString(bytes.toByteArray()));
        json.writeStringField("text", bytes.text());
    }

    private void withheld(Withheld withheld) throws IOException {
        json.writeStringField("withheld", TranscriptJson.token(withheld.what()));
        json.writeNumberField("octets", withheld.octets());
    }

    private void tls(TlsReport report) throws IOException {
        is("tls");
        json.writeStringField("serverName", report.serverName());
        if (report.agreed().isPresent()) {
            json.writeStringField("protocol", report.agreed().get().protocol());
            json.writeStringField("cipherSuite", report.agreed().get().cipherSuite());
        }
        json.writeArrayFieldStart("chain");
        for (var certificate : report.chain()) {
            try {
                json.writeString(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IOException("a certificate that was read cannot be written", e);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("faults");
        for (var fault : report.faults()) {
            json.writeStartObject();
            json.writeStringField("kind", TranscriptJson.token(fault.kind()));
            json.writeNumberField("certificate", fault.certificate());
            json.writeStringField("detail", fault.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Closes the stream.
     *
     * @throws IOException when not all could be written
     */
    @Override
    public void close() throws IOException {
        json.close();
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
