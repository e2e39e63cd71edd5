package whybounce.probe.watch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import whybounce.probe.plan.AddressLiteral;
import whybounce.probe.watch.WatchPlan.Alerts;
import whybounce.probe.watch.WatchPlan.Mail;
import whybounce.probe.watch.WatchPlan.Webhook;

/** Reads what is to be watched from TOML; {@code conf/smtp-probe-watch.toml} is an example with all there is. */
public final class WatchFile {

    /** Not one that Prometheus has given to another exporter. */
    private static final String USUAL_LISTEN = "127.0.0.1:9425";

    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);

    /** Who is asked more often calls it an attack. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final int SMTP_PORT = 25;
    private static final int LAST_PORT = 65_535;
    private static final int LAST_EXIT_CODE = 255;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^<>]]+@[\\x21-\\x7e&&[^<>@]]+");

    private static final Set<String> KEYS = Set.of("listen", "state", "interval", "jitter", "from", "alert", "check");
    private static final Set<String> ALERT_KEYS =
            Set.of("command", "mail-to", "mail-from", "mail-server", "webhook", "webhook-secret-file");
    private static final Set<String> CHECK_KEYS = Set.of(
            "name", "to", "from", "server", "options", "interval", "jitter", "expect", "within", "certificate-days");

    private final Mistakes mistakes;

    private WatchFile(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * What a file says.
     *
     * @param plan empty where there are mistakes
     */
    public record Read(Optional<WatchPlan> plan, List<String> mistakes) {
        public Read {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** Reads it; {@code name} is what it is called in mistakes. */
    public static Read read(String toml, String name) {
        var mistakes = new Mistakes(name);
        var parsed = Toml.parse(toml);
        for (TomlParseError error : parsed.errors()) {
            mistakes.at(error.position().line(), String.valueOf(error.getMessage()));
        }
        if (mistakes.found().isEmpty()) {
            var plan = new WatchFile(mistakes).plan(new Settings(parsed, mistakes, Optional.empty()));
            return new Read(Optional.of(plan).filter(all -> mistakes.found().isEmpty()), mistakes.found());
        }
        return new Read(Optional.empty(), mistakes.found());
    }

    private WatchPlan plan(Settings top) {
        top.only(KEYS);
        var listen = listen(top);
        var alerts = top.table("alert")
                .map(this::alerts)
                .orElseGet(() -> new Alerts(List.of(), Optional.empty(), Optional.empty()));
        var checks = new ArrayList<Check>();
        var names = new HashSet<String>();
        var usual = new Usual(top.duration("interval"), top.duration("jitter"), top.text("from"));
        for (var check : top.tables("check")) {
            var read = check(check, usual);
            if (!names.add(read.name())) {
                check.wrong("name", "another check has the name " + read.name());
            }
            checks.add(read);
        }
        if (checks.isEmpty()) {
            mistakes.at(1, "nothing is watched: there is no [[check]]");
        }
        return new WatchPlan(listen, top.text("state").map(Path::of), alerts, checks);
    }

    /** On this machine only: results tell who mails whom. */
    private InetSocketAddress listen(Settings top) {
        var text = top.text("listen").orElse(USUAL_LISTEN);
        int colon = text.lastIndexOf(':');
        var host = colon < 0 ? text : text.substring(0, colon);
        var port = colon < 0 ? Optional.<Integer>empty() : port(text.substring(colon + 1), 0);
        var address = host.equals("localhost")
                ? Optional.of(InetAddress.getLoopbackAddress())
                : AddressLiteral.inBrackets(host).or(() -> AddressLiteral.bare(host));
        if (port.isEmpty() || address.filter(InetAddress::isLoopbackAddress).isEmpty()) {
            top.wrong("listen", "an address of loopback and a port, such as " + USUAL_LISTEN + ": " + text);
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
        return new InetSocketAddress(address.get(), port.get());
    }

    private static Optional<Integer> port(String text, int least) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(port -> port >= least && port <= LAST_PORT);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private Alerts alerts(Settings alert) {
        alert.only(ALERT_KEYS);
        return new Alerts(alert.texts("command"), mail(alert), webhook(alert));
    }

    private static Optional<Mail> mail(Settings alert) {
        if (alert.text("mail-to").isEmpty()) {
            alert.together("mail-from", "mail-to");
            alert.together("mail-server", "mail-to");
            return Optional.empty();
        }
        var to = address(alert, "mail-to");
        var from = address(alert, "mail-from");
        var server = alert.text("mail-server").orElse("127.0.0.1");
        int colon = server.lastIndexOf(':');
        boolean withPort = colon > 0 && server.indexOf(':') == colon;
        var port = withPort ? port(server.substring(colon + 1), 1) : Optional.of(SMTP_PORT);
        if (port.isEmpty()) {
            alert.wrong("mail-server", "a server, and a port perhaps: " + server);
        }
        return Optional.of(new Mail(to, from, withPort ? server.substring(0, colon) : server, port.orElse(SMTP_PORT)));
    }

    private static String address(Settings settings, String key) {
        var text = settings.text(key).orElse("");
        if (!ADDRESS.matcher(text).matches()) {
            settings.wrong(key, key + " wants an address");
        }
        return text;
    }

    private static Optional<Webhook> webhook(Settings alert) {
        if (alert.text("webhook").isEmpty()) {
            alert.together("webhook-secret-file", "webhook");
            return Optional.empty();
        }
        var text = alert.text("webhook").get();
        var secret = alert.text("webhook-secret-file");
        var address = uri(text);
        if (address.isEmpty()) {
            alert.wrong("webhook", "an address with https, or with http on this machine: " + text);
        }
        if (secret.isEmpty()) {
            alert.wrong("webhook", "webhook-secret-file is missing: a request that is not signed proves nothing");
        }
        return address.flatMap(uri -> secret.map(file -> new Webhook(uri, Path.of(file))));
    }

    /** What is told in the clear is told to everybody in between. */
    private static Optional<URI> uri(String text) {
        try {
            var uri = URI.create(text);
            var host = Optional.ofNullable(uri.getHost()).orElse("");
            boolean here = host.equals("localhost")
                    || AddressLiteral.inBrackets(host)
                            .or(() -> AddressLiteral.bare(host))
                            .filter(InetAddress::isLoopbackAddress)
                            .isPresent();
            boolean secure = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && here);
            return Optional.of(uri).filter(good -> secure && !host.isEmpty());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Of every check that has none of its own. */
    private record Usual(Optional<Duration> interval, Optional<Duration> jitter, Optional<String> from) {}

    private static Check check(Settings check, Usual usual) {
        check.only(CHECK_KEYS);
        var name = check.text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            check.wrong("name", "a name of small letters, digits and hyphens, 64 at most: " + name);
        }
        var interval = check.duration("interval").or(usual::interval).orElse(USUAL_INTERVAL);
        if (interval.compareTo(SHORTEST) < 0) {
            check.wrong("interval", "an interval of " + SHORTEST.toSeconds() + " s at least");
        }
        var jitter = check.duration("jitter").or(usual::jitter).orElse(interval.dividedBy(10));
        return new Check(name, options(check, usual), interval, jitter, expectation(check));
    }

    private static List<String> options(Settings check, Usual usual) {
        var options = new ArrayList<String>();
        check.text("from").or(usual::from).ifPresent(from -> options.addAll(List.of("--from", from)));
        check.text("to").ifPresent(to -> options.addAll(List.of("--to", to)));
        check.text("server").ifPresent(server -> options.addAll(List.of("--server", server)));
        options.addAll(check.texts("options"));
        return options;
    }

    private static Expectation expectation(Settings check) {
        var codes = check.numbers("expect", 0, LAST_EXIT_CODE);
        return new Expectation(
                codes.isEmpty() ? List.of(0) : codes,
                check.duration("within"),
                check.numbers("certificate-days", 1, 10_000).stream().findFirst());
    }
}
