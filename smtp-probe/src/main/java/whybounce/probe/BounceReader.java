package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.catalogue.Catalogue;
import whybounce.check.PublicAddress;
import whybounce.dns.IpText;
import whybounce.dsn.read.DsnReader;
import whybounce.dsn.read.DsnRecipient;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.probe.Command.Diagnose;
import whybounce.probe.Command.Explain;
import whybounce.probe.home.HeaderFields;
import whybounce.probe.report.Answer;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Trial;
import whybounce.probe.session.Entry;
import whybounce.probe.session.TranscriptReader;
import whybounce.probe.steps.Bounce;
import whybounce.probe.steps.Bounce.Kind;
import whybounce.reply.Octets;

/** Recognises what was given to {@code diagnose}, and takes out of it what it says. */
final class BounceReader {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\",:;]+@[^\\s<>()\",:;]+");

    private final Diagnose request;
    private final Source source;
    private final Catalogue catalogue;
    private final Clock clock;

    BounceReader(Diagnose request, Source source, Catalogue catalogue, Clock clock) {
        this.request = request;
        this.source = source;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Bounce read() throws IOException {
        var bytes = source.bytes(request.input());
        if (bytes.isPresent() && isTranscript(bytes.get())) {
            return transcript(bytes.get());
        }
        if (bytes.isPresent() && Source.isMessage(bytes.get())) {
            return notification(bytes.get());
        }
        var reading = bytes.isPresent() ? source.read(bytes.get(), explain()) : source.read(explain());
        return new Bounce(
                Kind.REPLY,
                explanations(request.from()).of(reading),
                request.from(),
                request.checks().addresses(),
                request.checks().helo(),
                Map.of(),
                message(Optional.empty()),
                request.message().isPresent());
    }

    private Explain explain() {
        return new Explain(
                request.input(),
                request.from(),
                request.to(),
                request.remoteMta(),
                request.stage(),
                Optional.empty(),
                request.checks().json());
    }

    private Explanations explanations(Optional<String> from) {
        return new Explanations(catalogue, from);
    }

    /** Each line of one is an object. */
    private static boolean isTranscript(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && Character.isWhitespace(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == '{';
    }

    private Bounce transcript(byte[] bytes) throws IOException {
        var entries = TranscriptReader.read(new ByteArrayInputStream(bytes));
        var trial = trial(entries);
        var explained = new TrialReport(catalogue, Palette.PLAIN, Optional.empty())
                .side(trial)
                .explained();
        var learnt = entries.stream().flatMap(entry -> local(entry).stream()).distinct();
        return new Bounce(
                Kind.TRANSCRIPT,
                new Answer(Optional.empty(), explained.stream().toList(), Optional.empty()),
                request.from().or(() -> Optional.of(trial.from()).filter(from -> !from.isEmpty())),
                request.checks().addresses().isEmpty()
                        ? learnt.toList()
                        : request.checks().addresses(),
                request.checks().helo(),
                Map.of(),
                message(Optional.empty()),
                request.message().isPresent());
    }

    private static Trial trial(List<Entry> entries) throws IOException {
        try {
            return Trial.of(entries);
        } catch (IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /** The public address that a connection came from. */
    private static Optional<InetAddress> local(Entry entry) {
        return entry instanceof Entry.Connected connected
                ? IpText.address(connected.from().replaceFirst("^\\[?(.*?)]?(:[0-9]+)?$", "$1"))
                        .filter(PublicAddress::is)
                : Optional.empty();
    }

    private Bounce notification(byte[] bytes) throws IOException {
        var outcomes = Notification.outcomes(bytes, clock.instant()).stream()
                .filter(outcome -> request.to().isEmpty()
                        || outcome.recipient().equalsIgnoreCase(request.to().get()))
                .toList();
        var returned = DsnReader.returned(new ByteArrayInputStream(bytes));
        // RFC 3461 section 6.1: a notification goes to the envelope's sender.
        var from = request.from().or(() -> HeaderFields.parse(bytes).first("To").flatMap(BounceReader::address));
        return new Bounce(
                Kind.NOTIFICATION,
                explanations(from).of(new Reading(outcomes, Optional.empty(), true)),
                from,
                request.checks().addresses(),
                request.checks().helo(),
                ids(bytes, returned),
                message(returned),
                request.message().isPresent()
                        || returned.filter(BounceReader::hasBody).isPresent());
    }

    private static Optional<String> address(String field) {
        var address = ADDRESS.matcher(field);
        return address.find() ? Optional.of(address.group()) : Optional.empty();
    }

    private static boolean hasBody(Octets message) {
        var text = message.text();
        int end = text.replace("\r\n", "\n").indexOf("\n\n");
        return end >= 0 && end + 2 < text.replace("\r\n", "\n").strip().length();
    }

    private static Map<String, String> ids(byte[] bytes, Optional<Octets> returned) throws IOException {
        var ids = new LinkedHashMap<String, String>();
        returned.map(message -> HeaderFields.parse(message.toByteArray())).ifPresent(header -> {
            header.first("Message-ID").ifPresent(id -> ids.put("Message-ID", id));
            header.first("Date").ifPresent(date -> ids.put("Date", date));
        });
        if (DsnReader.read(new ByteArrayInputStream(bytes)) instanceof Dsn dsn) {
            dsn.envelopeId().ifPresent(id -> ids.put("Envelope id", id));
            dsn.reportingMta().ifPresent(host -> ids.put("Told by", host));
            var logIds = new ArrayList<String>();
            dsn.recipients().stream()
                    .map(DsnRecipient::finalLogId)
                    .flatMap(Optional::stream)
                    .forEach(logIds::add);
            if (!logIds.isEmpty()) {
                ids.put("Queue id", String.join(", ", logIds));
            }
        }
        return ids;
    }

    /** The one of {@code --message} before the one that came back. */
    private Optional<Octets> message(Optional<Octets> returned) throws IOException {
        return request.message().isEmpty()
                ? returned
                : source.bytes(request.message().get()).map(Octets::of);
    }

    /** The domain of an address, in lower case. */
    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
