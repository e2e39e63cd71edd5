package whybounce.probe.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import whybounce.failure.Peer;
import whybounce.probe.session.TlsReport;
import whybounce.reply.SmtpReply;

/**
 * What a check of Nagios, Icinga and their kin tells: one line and an exit code from 0 to 3, as the Monitoring Plugins
 * Development Guidelines have it. Nothing that a server said is in it, since web pages show it.
 *
 * @param words what came of it
 * @param measured performance data; empty where nothing was measured
 */
public record NagiosLine(State state, String words, String measured) {

    private static final int DEFERRED = 60;
    private static final int IN_JUNK = 32;
    private static final int LAST_GENERAL = 3;

    private static final double NANOS = 1e9;

    /** With the exit codes of such checks. */
    public enum State {
        OK(0),
        WARNING(1),
        CRITICAL(2),
        UNKNOWN(3);

        private final int exitCode;

        State(int exitCode) {
            this.exitCode = exitCode;
        }

        /** What an exit code of ours means to them. */
        public static State of(int exitCode) {
            if (exitCode == 0) {
                return OK;
            }
            if (exitCode <= LAST_GENERAL) {
                return UNKNOWN; // Nothing was found out about anybody's mail.
            }
            return exitCode >= DEFERRED || exitCode == IN_JUNK ? WARNING : CRITICAL;
        }

        /** What somebody must look at first. */
        public State worse(State other) {
            return urgency() >= other.urgency() ? this : other;
        }

        private int urgency() {
            return switch (this) {
                case OK -> 0;
                case UNKNOWN -> 1;
                case WARNING -> 2;
                case CRITICAL -> 3;
            };
        }
    }

    /** Of one recipient. */
    public static NagiosLine of(Probed probed, Instant now) {
        var seconds = probed.trial().end().took().toNanos() / NANOS;
        var measured = String.format(Locale.ROOT, "time=%.3fs", seconds)
                + expires(probed)
                        .map(day -> " certificate_days="
                                + Duration.between(now, day).toDays())
                        .orElse("");
        return new NagiosLine(state(probed), words(probed), measured);
    }

    /** Where nothing was found out, for this reason. */
    public static NagiosLine unknown(String why) {
        return new NagiosLine(State.UNKNOWN, why, "");
    }

    /** A blocked port 25 says nothing about the recipient. */
    public static State state(Probed probed) {
        return probed.verdict() == TrialVerdict.PORT_BLOCKED ? State.UNKNOWN : State.of(probed.exitCode());
    }

    private static String words(Probed probed) {
        var verdict = AsciiJson.token(probed.verdict());
        var cause = probed.isGood() || probed.cause().equals(verdict) ? "" : ", " + probed.cause();
        var at = probed.isGood()
                ? ""
                : probed.stage().map(stage -> " at " + stage.label()).orElse("");
        var server = probed.trial()
                .end()
                .peer()
                .map(Peer::host)
                .map(host -> ", " + host)
                .orElse("");
        var code = probed.reply()
                .filter(said -> said.code() > 0)
                .map(NagiosLine::code)
                .orElse("");
        var reason = probed.isTested() ? "" : ": " + probed.reason();
        return verdict + at + code + cause + server + reason;
    }

    private static String code(SmtpReply said) {
        return " (" + said.code() + said.enhanced().map(status -> " " + status).orElse("") + ")";
    }

    private static Optional<Instant> expires(Probed probed) {
        return probed.trial().tries().stream()
                .flatMap(each -> each.tls().stream())
                .map(TlsReport::expires)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    public int exitCode() {
        return state.exitCode;
    }

    /** The line; a bar would begin the performance data, and a name may have one. */
    public String write() {
        var shown = Visible.text(words).replace('|', '/');
        return "SMTP " + state + " - " + shown + (measured.isEmpty() ? "" : " | " + measured) + "\n";
    }
}
