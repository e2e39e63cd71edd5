package whybounce.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.probe.SendRequest.Content;
import whybounce.probe.SendRequest.Signature;

/** Reads those options of {@code send} that say what message is sent. */
final class ContentOptions {

    private static final String MESSAGE_ID = "Message-ID:";

    private final List<String> headers = new ArrayList<>();
    private Optional<String> body = Optional.empty();
    private Optional<String> file = Optional.empty();
    private Optional<String> compared = Optional.empty();
    private Optional<String> domain = Optional.empty();
    private Optional<String> selector = Optional.empty();
    private Optional<String> key = Optional.empty();

    /** Whether it is one of these. */
    boolean take(String name, Supplier<Optional<String>> value) {
        switch (name) {
            case "--header" -> value.get().ifPresent(headers::add);
            case "--body" -> body = value.get();
            case "--data" -> file = value.get();
            case "--compare-plain" -> compared = value.get();
            case "--dkim-domain" -> domain = value.get();
            case "--dkim-selector" -> selector = value.get();
            case "--dkim-key" -> key = value.get();
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * What is wrong with them.
     *
     * @param stops whether the message is not to be sent at all
     * @param transcript whether one conversation is to be written down
     * @param follows whether the message is to be waited for
     */
    Optional<String> mistake(boolean stops, boolean transcript, boolean follows) {
        boolean ours = body.isPresent() || !headers.isEmpty();
        boolean signs = domain.isPresent() || selector.isPresent() || key.isPresent();
        if (file.isPresent() && ours) {
            return Optional.of("--data is a whole message, and takes neither --header nor --body");
        }
        if (compared.isPresent() && (file.isPresent() || ours)) {
            return Optional.of("--compare-plain is a whole message, and takes neither --data, --header nor --body");
        }
        if (compared.isPresent() && (stops || transcript || follows)) {
            return Optional.of(
                    "--compare-plain sends two messages; it does not stop before, writes no transcript and waits"
                            + " for nothing");
        }
        return signs && (domain.isEmpty() || selector.isEmpty() || key.isEmpty())
                ? Optional.of("to sign needs --dkim-domain, --dkim-selector and --dkim-key")
                : Optional.empty();
    }

    boolean isOnStandardInput() {
        return file.filter("-"::equals).isPresent();
    }

    boolean isCompared() {
        return compared.isPresent();
    }

    /** Whether all of many messages would have the same Message-ID. */
    boolean isAlike() {
        return file.isPresent()
                || headers.stream()
                        .anyMatch(header -> header.regionMatches(true, 0, MESSAGE_ID, 0, MESSAGE_ID.length()));
    }

    Content read() {
        var signature = domain.flatMap(
                name -> selector.flatMap(known -> key.map(secret -> new Signature(name, known, secret))));
        return new Content(headers, body, file.or(() -> compared), signature, compared.isPresent());
    }
}
