package whybounce.probe;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.probe.Command.Explain;

/** Turns what was given to {@code explain} into outcomes: a reply, standard input, or a file with either or a DSN. */
final class Source {

    /** Of a file or standard input: a DSN with a whole message returned may be large, its machine part is not. */
    private static final int MAX_BYTES = 32 << 20;

    /** A message begins with a header field (RFC 5322 section 2.2), a reply with a code. */
    private static final Pattern HEADER_FIELD = Pattern.compile("\\A(?:From |[!-9;-~]{1,100}:\\s)");

    /** A stranger's address, for when none was given. */
    static final String SOMEBODY = "recipient@example.org";

    private final InputStream standardInput;
    private final Clock clock;

    Source(InputStream standardInput, Clock clock) {
        this.standardInput = standardInput;
        this.clock = clock;
    }

    Reading read(Explain request) throws IOException {
        if (request.input().equals("-")) {
            return read(standardInput.readNBytes(MAX_BYTES), request);
        }
        var file = file(request.input());
        if (file.isEmpty()) {
            return reading(Pasted.argument(request.input()), request);
        }
        try (var in = open(file.get())) {
            return read(in.readNBytes(MAX_BYTES), request);
        }
    }

    /** All of a file or standard input; nothing where {@code input} is neither. */
    Optional<byte[]> bytes(String input) throws IOException {
        if (!input.equals("-") && file(input).isEmpty()) {
            return Optional.empty();
        }
        try (var in = open(input)) {
            return Optional.of(in.readNBytes(MAX_BYTES));
        }
    }

    /** Whether they begin as a message does. */
    static boolean isMessage(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        return HEADER_FIELD.matcher(start).find();
    }

    /** Opens a file, or standard input. */
    InputStream open(String input) throws IOException {
        if (input.equals("-")) {
            return standardInput;
        }
        var file = file(input);
        if (file.isEmpty()) {
            throw new IOException(input + " is no file");
        }
        return open(file.get());
    }

    // A pipe has no place in it that could be asked for, and what Files opens asks.
    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(new FileInputStream(file.toFile()));
    }

    /** A file or a pipe, such as a shell makes for {@code <(command)}. */
    private static Optional<Path> file(String input) {
        try {
            return Optional.of(Path.of(input)).filter(path -> Files.exists(path) && !Files.isDirectory(path));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** What was given to {@code explain}, as it is. */
    Reading read(byte[] bytes, Explain request) throws IOException {
        if (isMessage(bytes)) {
            return new Reading(Notification.outcomes(bytes, clock.instant()), Optional.empty(), true);
        }
        return reading(Pasted.read(bytes), request);
    }

    private Reading reading(Pasted pasted, Explain request) {
        return new Reading(
                pasted.isHarmless() ? List.of() : List.of(outcome(pasted.failure(request.stage()), request)),
                Optional.of(pasted),
                request.stage().isPresent() || pasted.stage().isPresent());
    }

    private RecipientOutcome outcome(DeliveryFailure failure, Explain request) {
        var now = clock.instant();
        var peer = request.remoteMta().map(host -> new Peer(host, Optional.empty(), 25, Role.MX));
        var attempt = new Attempt(now, Duration.ZERO, peer, failure);
        boolean delayed = failure instanceof Refused && failure.isTransient();
        return new RecipientOutcome(
                request.recipient().orElse(SOMEBODY),
                Optional.empty(),
                delayed ? Action.DELAYED : Action.FAILED,
                List.of(attempt),
                now,
                Optional.empty());
    }
}
