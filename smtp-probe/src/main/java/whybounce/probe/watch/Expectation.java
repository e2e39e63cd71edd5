package whybounce.probe.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import whybounce.probe.report.Probed;
import whybounce.probe.session.TlsReport;

/**
 * What has to come of a check so that all is well.
 *
 * @param exitCodes those that are good
 * @param within how long the conversation may take
 * @param certificateDays so many days every certificate must hold yet
 */
public record Expectation(List<Integer> exitCodes, Optional<Duration> within, Optional<Integer> certificateDays) {

    private static final double MILLIS = 1e3;

    public Expectation {
        exitCodes = List.copyOf(exitCodes);
    }

    /** What is not as it has to be, in our words; empty when all is well. */
    Optional<Fault> fault(Probed probed, Instant now) {
        if (!exitCodes.contains(probed.exitCode())) {
            return Optional.of(new Fault(cause(probed), headline(probed)));
        }
        var took = probed.trial().end().took();
        if (within.isPresent() && took.compareTo(within.get()) > 0) {
            return Optional.of(new Fault(
                    "too-slow",
                    "It took " + took.toMillis() / MILLIS + " s, and may take "
                            + within.get().toMillis() / MILLIS + " s."));
        }
        return certificateDays.flatMap(days -> expiry(probed, now.plus(Duration.ofDays(days))));
    }

    /**
     * What is wrong.
     *
     * @param cause a name of the catalogue, or of ours
     * @param words a sentence
     */
    record Fault(String cause, String words) {}

    private String cause(Probed probed) {
        return probed.exitCode() == 0 ? "unexpectedly-good" : probed.cause();
    }

    private String headline(Probed probed) {
        if (probed.exitCode() == 0) {
            var wanted = new TreeSet<>(exitCodes).stream().map(String::valueOf).collect(Collectors.joining(" or "));
            return "It went well, and exit code " + wanted + " was expected.";
        }
        var meaning = probed.verdict().words();
        return probed.explained()
                .map(found -> found.forPostmaster().headline())
                .orElse(meaning.isEmpty() ? "It ended with exit code " + probed.exitCode() + "." : meaning);
    }

    private static Optional<Fault> expiry(Probed probed, Instant until) {
        return probed.trial().tries().stream()
                .flatMap(each -> each.tls().stream())
                .map(TlsReport::expires)
                .flatMap(Optional::stream)
                .filter(day -> day.isBefore(until))
                .min(Instant::compareTo)
                .map(day ->
                        new Fault("certificate-expires", "A certificate of the server holds only until " + day + "."));
    }
}
