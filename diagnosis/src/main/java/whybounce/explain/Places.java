package whybounce.explain;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import whybounce.classify.Diagnosis;
import whybounce.failure.Attempt;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;

/** What the places of templates are filled with for one outcome and one reader. */
final class Places {

    /**
     * What stands in a line to paste for a value that nobody knows or that a shell could take for more than a word; a
     * sentence leaves it out.
     */
    private static final Map<String, Frame> TO_FILL_IN = Map.of(
            "address", Frame.TO_FILL_IN_ADDRESS,
            "domain", Frame.TO_FILL_IN_DOMAIN,
            "selector", Frame.TO_FILL_IN_SELECTOR,
            "sender_domain", Frame.TO_FILL_IN_SENDER_DOMAIN,
            "server", Frame.TO_FILL_IN_SERVER);

    /** Names and addresses that mean nothing to a shell; a name in the DNS may hold a backtick or a bar. */
    private static final Pattern PASTABLE = Pattern.compile("[\\p{L}\\p{N}_:][\\p{L}\\p{M}\\p{N}._:-]*");

    /** RFC 5321 section 4.5.4.2: where it was tried, unless somebody says otherwise. */
    private static final int SMTP_PORT = 25;

    private final RecipientOutcome outcome;
    private final Reader reader;
    private final Frames frames;
    private final Map<String, String> values = new HashMap<>();

    /** Names of which only a description is known. */
    private final Set<String> described = new HashSet<>();

    /** Filled when the first line to paste asks for it. */
    private final Map<String, String> toPaste = new HashMap<>();

    Places(RecipientOutcome outcome, Diagnosis diagnosis, Reader reader, Frames frames) {
        this.outcome = outcome;
        this.reader = reader;
        this.frames = frames;
        diagnosis.best().ifPresent(finding -> finding.facts().forEach(this::fact));
        put("recipient", Addressed.of(outcome));
        put("domain", domain());
        reader.sender().map(RemoteText::name).ifPresent(sender -> {
            put("sender", sender);
            put("sender_domain", Addressed.domain(sender));
        });
        put("port", Integer.toString(SMTP_PORT));
        server();
        put("span", frames.span(tried()));
        put("attempts", Integer.toString(outcome.attempts().size()));
        outcome.retryUntil().ifPresent(until -> put("until", frames.moment(until)));
        describe("sender", Frame.UNKNOWN_SENDER);
        describe("sender_domain", Frame.UNKNOWN_SENDER_DOMAIN);
        describe("server", Frame.SERVER_OF);
        put("message", frames.text(message(), values));
    }

    Map<String, String> values() {
        return values;
    }

    /** The domain that failed, as far as this reader may know it. */
    String domain() {
        return reader.kind() == Reader.Kind.POSTMASTER
                ? Addressed.domain(RemoteText.name(outcome.recipient()))
                : Addressed.domain(Addressed.of(outcome));
    }

    /** The filled template. The lines below the first are to paste; one of which nothing is left is left out. */
    String fill(String template) {
        int end = template.indexOf('\n');
        if (end < 0) {
            return Template.fill(template, values);
        }
        return Template.fill(template.substring(0, end), values)
                + template.substring(end + 1)
                        .lines()
                        .map(line -> Template.fill(line, toPaste()))
                        .filter(line -> !line.isEmpty())
                        .map(line -> "\n" + line)
                        .collect(Collectors.joining());
    }

    String text(Frame frame) {
        return frames.text(frame, values);
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    private void describe(String name, Frame frame) {
        if (!values.containsKey(name)) {
            put(name, frames.text(frame, values));
            described.add(name);
        }
    }

    // What the other server says of our own address is our inside.
    private void fact(String name, String fact) {
        if (reader.mayKnowInside() || !name.equals("address")) {
            RemoteText.fact(fact).ifPresent(clean -> put(name, clean));
        }
    }

    private Map<String, String> toPaste() {
        if (toPaste.isEmpty()) {
            Optional.ofNullable(values.get("port")).ifPresent(port -> toPaste.put("port", port));
            TO_FILL_IN.forEach((name, frame) -> toPaste.put(
                    name,
                    Optional.ofNullable(values.get(name))
                            .filter(value -> !described.contains(name))
                            .filter(value -> PASTABLE.matcher(value).matches())
                            .orElseGet(() -> frames.text(frame))));
        }
        return toPaste;
    }

    private void server() {
        var peer = outcome.lastAttempt().flatMap(Attempt::peer);
        if (peer.filter(Peer::isSmartHost).isPresent() && !reader.mayKnowInside()) {
            put("server", frames.text(Frame.SERVER_OURS));
            return;
        }
        peer.ifPresent(tried -> put("port", Integer.toString(tried.port())));
        peer.map(Peer::host)
                .map(RemoteText::name)
                .filter(host -> !host.isEmpty())
                .ifPresent(host -> put("server", host));
    }

    /** From the arrival of the message to the last attempt. */
    Duration tried() {
        return outcome.lastAttempt()
                .map(last -> Duration.between(outcome.since(), last.time()))
                .filter(span -> !span.isNegative())
                .orElse(Duration.ZERO);
    }

    private Frame message() {
        if (reader.kind() != Reader.Kind.POSTMASTER) {
            return Frame.MESSAGE_YOURS;
        }
        return reader.sender().isPresent() ? Frame.MESSAGE_FROM : Frame.MESSAGE_ANY;
    }
}
