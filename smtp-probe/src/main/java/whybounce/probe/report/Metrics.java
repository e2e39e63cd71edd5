package whybounce.probe.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import whybounce.failure.Peer;

/**
 * What came of recipients as metrics, in the text format of Prometheus (version 0.0.4). No label has a server's words in
 * it, only names: of recipients, hosts, providers and causes.
 */
public final class Metrics {

    /** Of each so many have series of their own; a list of thousands is for the counts. */
    static final int MOST_TARGETS = 1_000;

    /** Of sums by provider, cause and verdict; what is more is counted together. */
    private static final int MOST_SUMS = 5_000;

    /** Names of hosts have 255 octets at most (RFC 1035 section 2.3.4), an address a little more. */
    private static final int LONGEST_LABEL = 320;

    private static final double NANOS = 1e9;

    private final Map<Labels, Series> targets = new LinkedHashMap<>();
    private final Map<Labels, Instant> certificates = new TreeMap<>();
    private final Map<Labels, Integer> sums = new TreeMap<>();

    /** What one recipient came to. */
    private record Series(Labels labels, boolean good, int exitCode, double seconds, Labels end) {}

    /** Between braces. */
    private record Labels(String text) implements Comparable<Labels> {

        static Labels of(String... namesAndValues) {
            var text = new StringBuilder("{");
            for (int n = 0; n < namesAndValues.length; n += 2) {
                text.append(n == 0 ? "" : ",")
                        .append(namesAndValues[n])
                        .append("=\"")
                        .append(escaped(namesAndValues[n + 1]))
                        .append('"');
            }
            return new Labels(text.append('}').toString());
        }

        private static String escaped(String value) {
            var visible = Visible.text(value);
            var bounded = visible.length() > LONGEST_LABEL ? visible.substring(0, LONGEST_LABEL) : visible;
            return bounded.replace("\\", "\\\\").replace("\"", "\\\"");
        }

        @Override
        public int compareTo(Labels other) {
            return text.compareTo(other.text);
        }
    }

    /** Adds what one came to. */
    public void add(Probed probed) {
        var verdict = AsciiJson.token(probed.verdict());
        var sum = Labels.of("provider", probed.provider(), "verdict", verdict, "cause", cause(probed));
        boolean room = sums.containsKey(sum) || sums.size() < MOST_SUMS;
        sums.merge(
                room ? sum : Labels.of("provider", "(others)", "verdict", verdict, "cause", "(others)"),
                1,
                Integer::sum);
        if (targets.size() < MOST_TARGETS) {
            // One who was tried twice has one series: the collector refuses a file with two.
            var series = series(probed, verdict);
            targets.put(series.labels(), series);
            certificates(probed.trial());
        }
    }

    private static String cause(Probed probed) {
        return probed.isGood() || !probed.isTested() ? "" : probed.cause();
    }

    private static Series series(Probed probed, String verdict) {
        var trial = probed.trial();
        // Where each address was tried, none may hide another of the same host.
        var host = probed.byAddress()
                ? probed.place()
                : trial.end().peer().map(Peer::host).orElse("");
        return new Series(
                Labels.of("to", trial.to(), "host", host),
                probed.isGood(),
                probed.exitCode(),
                trial.end().took().toNanos() / NANOS,
                Labels.of(
                        "to",
                        trial.to(),
                        "host",
                        host,
                        "provider",
                        probed.provider(),
                        "verdict",
                        verdict,
                        "cause",
                        cause(probed)));
    }

    private void certificates(Trial trial) {
        for (var each : trial.tries()) {
            for (var report : each.tls()) {
                report.expires().ifPresent(day -> certificates.put(certificate(each.peer()), day));
            }
        }
    }

    private static Labels certificate(Peer peer) {
        return Labels.of(
                "host", peer.host(), "address", peer.address().orElse(""), "port", String.valueOf(peer.port()));
    }

    /** Writes them. */
    public String write(Instant now) {
        var text = new StringBuilder();
        head(text, "smtp_probe_targets", "How many recipients ended so.");
        sums.forEach((labels, count) -> line(text, "smtp_probe_targets", labels, count));
        head(text, "smtp_probe_success", "Whether it was taken, or stopped where it was to stop.");
        targets.values().forEach(each -> line(text, "smtp_probe_success", each.labels(), each.good() ? 1 : 0));
        head(text, "smtp_probe_exit_code", "As smtp-probe send ends.");
        targets.values().forEach(each -> line(text, "smtp_probe_exit_code", each.labels(), each.exitCode()));
        head(text, "smtp_probe_duration_seconds", "Of the conversation that decided.");
        targets.values().forEach(each -> line(text, "smtp_probe_duration_seconds", each.labels(), each.seconds()));
        head(text, "smtp_probe_verdict", "What it came to; always 1.");
        targets.values().forEach(each -> line(text, "smtp_probe_verdict", each.end(), 1));
        head(
                text,
                "smtp_probe_certificate_expiry_timestamp_seconds",
                "When the first certificate of the chain expires.");
        certificates.forEach((labels, day) ->
                line(text, "smtp_probe_certificate_expiry_timestamp_seconds", labels, day.getEpochSecond()));
        head(text, "smtp_probe_last_run_timestamp_seconds", "When these were written.");
        line(text, "smtp_probe_last_run_timestamp_seconds", new Labels(""), now.getEpochSecond());
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private static void line(StringBuilder text, String name, Labels labels, long value) {
        text.append(name).append(labels.text()).append(' ').append(value).append('\n');
    }

    private static void line(StringBuilder text, String name, Labels labels, double value) {
        text.append(name)
                .append(labels.text())
                .append(' ')
                .append(String.format(Locale.ROOT, "%.6f", value))
                .append('\n');
    }
}
