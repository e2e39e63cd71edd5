package whybounce.probe.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
import whybounce.reply.Arrival;
import whybounce.reply.Octets;
import whybounce.reply.Reception;
import whybounce.reply.Reception.End;
import whybounce.reply.Reception.Gap;
import whybounce.reply.SmtpReply;
import whybounce.reply.SmtpReply.Line;
import whybounce.reply.SmtpReply.Terminator;

/** Reads what a {@link TranscriptWriter} wrote, into the same values. */
public final class TranscriptReader {

    private TranscriptReader() {}

    /**
     * Reads all of it.
     *
     * @throws IOException also where a line is no entry; its message names the line
     */
    public static List<Entry> read(InputStream in) throws IOException {
        var entries = new ArrayList<Entry>();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 1;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                entries.add(entry(line));
            } catch (IOException | IllegalArgumentException | DateTimeException e) {
                throw new IOException("line " + number + " is no entry of a transcript: " + words(e), e);
            }
            number++;
        }
        return entries;
    }

    private static String words(Exception e) {
        return e instanceof JsonProcessingException ? "it is no JSON" : String.valueOf(e.getMessage());
    }

    private static Entry entry(String line) throws IOException {
        try (var json = TranscriptJson.FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            return entry(Fields.read(json));
        }
    }

    private static Entry entry(Fields fields) {
        var at = Duration.ofNanos(fields.number("at"));
        return switch (fields.text("is")) {
            case "begun" -> begun(at, fields);
            case "asked" -> new Entry.Asked(at, fields.text("from"), fields.text("to"));
            case "noted" -> new Entry.Noted(at, fields.text("words"));
            case "concluded" -> concluded(at, fields);
            case "connected" -> new Entry.Connected(at, fields.text("from"));
            case "sent" -> new Entry.Sent(at, stage(fields), fields.is("tls"), bytes(fields), withheld(fields));
            case "heard" -> new Entry.Heard(at, stage(fields), fields.is("tls"), reply(fields));
            case "tls" -> new Entry.Encrypted(at, tls(fields));
            case "ended" ->
                new Entry.Ended(
                        at,
                        fields.constant("verdict", Verdict.class),
                        fields.object("failure").map(TranscriptReader::failure));
            default -> throw new IllegalArgumentException(fields.text("is"));
        };
    }

    private static Entry begun(Duration at, Fields fields) {
        if (fields.number("v") != TranscriptJson.VERSION) {
            throw new IllegalArgumentException("version " + fields.text("v"));
        }
        var peer = peer(fields).orElseThrow(() -> new IllegalArgumentException("no peer"));
        return new Entry.Begun(at, Instant.parse(fields.text("time")), peer);
    }

    private static Entry concluded(Duration at, Fields fields) {
        return new Entry.Concluded(
                at,
                Instant.parse(fields.text("time")),
                Duration.ofNanos(fields.number("took")),
                peer(fields),
                fields.constant("result", Entry.Concluded.Result.class),
                fields.text("reason"),
                fields.object("failure").map(TranscriptReader::failure));
    }

    private static Optional<Peer> peer(Fields fields) {
        return fields.object("peer")
                .map(peer -> new Peer(
                        peer.text("host"),
                        peer.optional("address"),
                        (int) peer.number("port"),
                        peer.constant("role", Peer.Role.class)));
    }

    private static Stage stage(Fields fields) {
        return fields.constant("stage", Stage.class);
    }

    private static Octets bytes(Fields fields) {
        return Octets.of(Base64.getDecoder().decode(fields.text("bytes")));
    }

    private static Optional<Withheld> withheld(Fields fields) {
        return fields.optional("withheld")
                .map(what -> new Withheld(TranscriptJson.constant(Withheld.What.class, what), fields.number("octets")));
    }

    private static SmtpReply reply(Fields fields) {
        var gap = fields.object("gap")
                .map(left -> new Gap((int) left.number("after"), left.number("lines"), left.number("octets")));
        var reception = new Reception(fields.constant("end", End.class), fields.is("unsolicited"), gap);
        return new SmtpReply(fields.list("lines", TranscriptReader::line), reception);
    }

    private static Line line(Fields fields) {
        var arrival = fields.optional("first")
                .map(first -> new Arrival(
                        Duration.ofNanos(Long.parseLong(first)),
                        Duration.ofNanos(fields.number("last")),
                        fields.number("octets")));
        return Line.of(bytes(fields), fields.constant("terminator", Terminator.class), arrival);
    }

    private static TlsReport tls(Fields fields) {
        return new TlsReport(
                fields.text("serverName"),
                fields.optional("protocol").map(protocol -> new TlsReport.Agreed(protocol, fields.text("cipherSuite"))),
                fields.list("chain", certificate -> certificate(certificate.item())),
                fields.list(
                        "faults",
                        fault -> new TlsFault(
                                fault.constant("kind", TlsFault.Kind.class),
                                (int) fault.number("certificate"),
                                fault.text("detail"))));
    }

    private static X509Certificate certificate(String base64) {
        try {
            var der = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    private static DeliveryFailure failure(Fields fields) {
        var reply = fields.object("reply").map(TranscriptReader::reply);
        return switch (fields.text("is")) {
            case "refused" ->
                new Refused(stage(fields), reply.orElseThrow(() -> new IllegalArgumentException("no reply")));
            case "unreachable" -> new Unreachable(fields.constant("why", Unreachable.Why.class));
            case "no-route" ->
                new NoRoute(fields.text("domain"), fields.constant("why", NoRoute.Why.class), hosts(fields));
            case "tls-failed" -> new TlsFailed(fields.text("detail"), reply);
            case "broken" -> new Broken(stage(fields), fields.constant("how", Broken.How.class), reply);
            case "local" -> new LocalRefusal(fields.constant("what", LocalRefusal.What.class), fields.text("detail"));
            case "unexplained" -> new Unexplained(fields.text("text"));
            default -> throw new IllegalArgumentException(fields.text("is"));
        };
    }

    private static List<String> hosts(Fields fields) {
        var hosts = fields.text("hosts");
        return hosts.isEmpty() ? List.of() : List.of(hosts.split(" "));
    }
}
