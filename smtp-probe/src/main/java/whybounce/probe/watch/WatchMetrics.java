package whybounce.probe.watch;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How all checks stand, in the text format of Prometheus (version 0.0.4). All labels are names of ours. */
final class WatchMetrics {

    private static final double MILLIS = 1e3;

    private final Watch watch;
    private final Alarms alarms;

    WatchMetrics(Watch watch, Alarms alarms) {
        this.watch = watch;
        this.alarms = alarms;
    }

    String write() {
        var text = new StringBuilder();
        gauge(text, "good", "Whether it stands as expected.", each -> each.isGood() ? 1 : 0);
        gauge(text, "exit_code", "As smtp-probe send ended.", Standing::exitCode);
        gauge(text, "duration_seconds", "Of the conversation that decided.", Standing::seconds);
        gauge(text, "last_run_timestamp_seconds", "When it was run last.", each -> seconds(each.time()));
        gauge(text, "since_timestamp_seconds", "Since when it stands so.", each -> seconds(each.since()));
        head(
                text,
                "smtp_probe_check_certificate_expiry_timestamp_seconds",
                "gauge",
                "When the first certificate expires.");
        watch.standings()
                .forEach(each -> each.certificate()
                        .ifPresent(day -> line(
                                text,
                                "smtp_probe_check_certificate_expiry_timestamp_seconds",
                                label("check", each.check()),
                                seconds(day))));
        head(text, "smtp_probe_check_state", "gauge", "What it came to; always 1.");
        watch.standings()
                .forEach(each -> line(
                        text,
                        "smtp_probe_check_state",
                        Stream.of(
                                        label("check", each.check()),
                                        label("verdict", each.verdict()),
                                        label("cause", each.cause()))
                                .reduce((one, other) -> one + "," + other)
                                .orElse(""),
                        1));
        counter(text, "smtp_probe_alerts_total", "How often somebody was told.", alarms.told());
        counter(text, "smtp_probe_alert_failures_total", "How often nobody could be told.", alarms.failed());
        return text.toString();
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / MILLIS;
    }

    private void gauge(StringBuilder text, String name, String help, ToDoubleFunction<Standing> value) {
        var whole = "smtp_probe_check_" + name;
        head(text, whole, "gauge", help);
        Function<Standing, String> labels = each -> label("check", each.check());
        watch.standings().forEach(each -> line(text, whole, labels.apply(each), value.applyAsDouble(each)));
    }

    private static void counter(StringBuilder text, String name, String help, Map<String, Integer> counts) {
        head(text, name, "counter", help);
        counts.forEach((way, count) -> line(text, name, label("way", way), count));
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void line(StringBuilder text, String name, String labels, double value) {
        var number =
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.6f", value);
        text.append(name).append('{').append(labels).append("} ").append(number).append('\n');
    }
}
