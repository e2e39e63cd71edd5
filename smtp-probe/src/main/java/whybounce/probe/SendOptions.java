package whybounce.probe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import whybounce.failure.Stage;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Wrong;
import whybounce.probe.SendRequest.Form;
import whybounce.probe.SendRequest.Limits;
import whybounce.probe.SendRequest.Login;
import whybounce.probe.SendRequest.Stop;
import whybounce.probe.SendRequest.Times;
import whybounce.probe.usage.SendUsage;

/** Reads the arguments of {@code send}; their names are those of swaks where it has one. */
final class SendOptions {

    private static final List<String> MECHANISMS = List.of("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "SCRAM-SHA-256");
    private static final Set<Stage> STOPS = EnumSet.of(
            Stage.CONNECT,
            Stage.GREETING,
            Stage.EHLO,
            Stage.STARTTLS,
            Stage.AUTH,
            Stage.VRFY,
            Stage.MAIL,
            Stage.RCPT,
            Stage.DATA);

    private static final int LAST_PORT = 65_535;
    private static final int DNS_PORT = 53;

    /** RFC 5321 section 4.5.3.2 has minutes; somebody waits for the answer. */
    private static final int USUAL_TIMEOUT = 60;

    private static final int USUAL_DEADLINE = 300;

    /** Enough to find out what is wrong, and nothing that a domain's postmaster would call a flood. */
    private static final int USUAL_PER_HOUR = 20;

    private final Deque<String> rest;
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<String> server = Optional.empty();
    private Optional<Integer> port = Optional.empty();
    private Optional<String> helo = Optional.empty();
    private final LinkOptions link = new LinkOptions();
    private final TlsOptions tls = new TlsOptions();
    private final EnvelopeOptions envelope = new EnvelopeOptions();
    private Optional<String> mechanism = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<String> passwordFile = Optional.empty();
    private boolean inClear;
    private final ContentOptions content = new ContentOptions();
    private boolean pipeline;
    private int timeout = USUAL_TIMEOUT;
    private int deadline = USUAL_DEADLINE;
    private Optional<InetSocketAddress> resolver = Optional.empty();
    private Optional<Stop> until = Optional.empty();
    private Optional<String> transcript = Optional.empty();
    private boolean keepBody;
    private boolean json;
    private boolean nagios;
    private int perHour = USUAL_PER_HOUR;
    private boolean owned;
    private Optional<String> state = Optional.empty();
    private final FollowOptions follow = new FollowOptions();
    private final ManyOptions many = new ManyOptions();
    private boolean help;
    private Optional<String> wrong = Optional.empty();

    private SendOptions(List<String> arguments) {
        this.rest = new ArrayDeque<>(arguments);
    }

    static Command read(List<String> arguments) {
        return new SendOptions(arguments).read();
    }

    private Command read() {
        while (!rest.isEmpty() && wrong.isEmpty() && !help) {
            argument(rest.removeFirst());
        }
        if (help) {
            return Help.of("send");
        }
        if (wrong.isEmpty()) {
            check();
        }
        return wrong.<Command>map(why -> new Wrong("send: " + why)).orElseGet(this::command);
    }

    private void argument(String argument) {
        int equals = argument.indexOf('=');
        if (argument.startsWith("--") && equals > 0 && !SendUsage.COMMAND.isSwitch(argument.substring(0, equals))) {
            rest.addFirst(argument.substring(equals + 1));
            option(argument.substring(0, equals));
        } else {
            option(argument);
        }
    }

    private void option(String name) {
        if (!SendUsage.COMMAND.knows(name)) {
            wrong("unknown option: " + name);
            return;
        }
        switch (name) {
            case "--help", "-h" -> help = true;
            case "--to", "-t" -> to = once(name, to);
            case "--from", "-f" -> from = value(name);
            case "--server", "-s" -> server = value(name);
            case "--port", "-p" -> port = number(name, LAST_PORT);
            case "--helo" -> helo = value(name);
            case "--auth" -> mechanism = value(name).map(text -> text.toUpperCase(Locale.ROOT));
            case "--auth-user" -> user = value(name);
            case "--auth-password-file" -> passwordFile = value(name);
            case "--auth-in-clear" -> inClear = true;
            case "--pipeline" -> pipeline = true;
            case "--timeout" -> timeout = number(name, Integer.MAX_VALUE).orElse(timeout);
            case "--deadline" -> deadline = number(name, Integer.MAX_VALUE).orElse(deadline);
            case "--resolver" -> value(name).ifPresent(this::resolver);
            case "--quit-after" -> value(name).ifPresent(stage -> stop(stage, false));
            case "--drop-after" -> value(name).ifPresent(stage -> stop(stage, true));
            case "--transcript" -> transcript = value(name);
            case "--keep-body" -> keepBody = true;
            case "--json" -> json = true;
            case "--nagios" -> nagios = true;
            case "--max-per-hour" -> perHour = number(name, Integer.MAX_VALUE).orElse(perHour);
            case "--i-own-this-domain" -> owned = true;
            case "--state" -> state = value(name);
            default -> other(name, () -> value(name));
        }
    }

    private void other(String name, Supplier<Optional<String>> value) {
        boolean known = tls.take(name, value)
                || link.take(name, value)
                || envelope.take(name, value)
                || content.take(name, value)
                || follow.take(name, value)
                || many.take(name, value);
        if (!known) {
            throw new IllegalStateException("declared, but not read: " + name);
        }
    }

    private Optional<String> once(String name, Optional<String> before) {
        if (before.isPresent()) {
            wrong("one recipient at a time");
        }
        return value(name);
    }

    private Optional<String> value(String name) {
        if (rest.isEmpty()) {
            wrong(name + " needs a value");
            return Optional.empty();
        }
        return Optional.of(rest.removeFirst());
    }

    private Optional<Integer> number(String name, int most) {
        return value(name).flatMap(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number > 0 && number <= most) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException noNumber) {
                // Told below.
            }
            wrong(name + " wants a number: " + text);
            return Optional.empty();
        });
    }

    private void resolver(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.endsWith("]") || (text.indexOf(':') < colon && !text.startsWith("["));
        var host = bare ? text : text.substring(0, colon);
        if (!bare) {
            rest.addFirst(text.substring(colon + 1));
        }
        int number = bare ? DNS_PORT : number("--resolver", LAST_PORT).orElse(DNS_PORT);
        var server = new InetSocketAddress(host, number);
        if (server.isUnresolved()) {
            wrong("--resolver wants the address of a DNS server, and there is none of " + host);
        }
        resolver = Optional.of(server);
    }

    private void stop(String text, boolean drops) {
        var stage = CommandLine.stageNamed(text).filter(STOPS::contains);
        if (stage.isEmpty()) {
            wrong("no stage to stop after: " + text);
        }
        // Who has a connection has the greeting next; there is nothing to stop at in between.
        until = stage.map(after -> new Stop(after == Stage.CONNECT ? Stage.GREETING : after, drops));
    }

    private void check() {
        if (link.asksOnly() && until.isEmpty()) {
            until = Optional.of(new Stop(Stage.RCPT, false));
        }
        if (!many.isMany() && to.isEmpty()) {
            wrong("--to ADDRESS is missing");
        } else if (to.filter(address -> address.lastIndexOf('@') < 1).isPresent()) {
            wrong("--to wants an address such as bob@example.org: " + to.get());
        } else if (isSpoilt(to) || isSpoilt(from) || isSpoilt(helo)) {
            wrong("--to, --from and --helo take no line ends or other control characters");
        } else if (many.isMany() && many.isOnStandardInput() && content.isOnStandardInput()) {
            wrong("standard input is either --targets or --data");
        } else if (mechanism.isPresent() && !MECHANISMS.contains(mechanism.get())) {
            wrong("--auth: one of " + String.join(", ", MECHANISMS));
        } else if (from.isEmpty()) {
            wrong("--from ADDRESS is missing; --from= is the null sender of reports");
        } else if (mechanism.isPresent() && (user.isEmpty() || passwordFile.isEmpty())) {
            wrong("--auth needs --auth-user and --auth-password-file");
        } else if (until.filter(stop -> stop.after() == Stage.AUTH).isPresent() && mechanism.isEmpty()) {
            wrong("to stop after AUTH needs --auth");
        } else if (until.filter(stop -> stop.after() == Stage.DATA && !stop.drops())
                .isPresent()) {
            wrong("after DATA a server takes nothing but a message, so: --drop-after data");
        } else {
            tls.mistake()
                    .or(() -> link.mistake(server.isPresent() && port.isPresent()))
                    .or(envelope::mistake)
                    .or(() -> content.mistake(
                            until.isPresent() || many.isMany(), transcript.isPresent(), follow.isFollowing()))
                    .or(() -> follow.mistake(until.isPresent(), many.isMany()))
                    .or(() -> many.mistake(to.isPresent()))
                    .or(this::together)
                    .ifPresent(this::wrong);
        }
    }

    /** What of different kinds does not go together. */
    private Optional<String> together() {
        if (json && nagios) {
            return Optional.of("--json and --nagios are two forms of the same: one or the other");
        }
        if (many.isMany() && keepBody) {
            return Optional.of("--keep-body keeps one message, so not with --targets");
        }
        if (many.isMany() && follow.isFollowing() && content.isAlike()) {
            return Optional.of(
                    "to follow many messages, each needs a Message-ID of its own: not with --data, nor with a"
                            + " Message-ID in --header");
        }
        return link.isEveryAddress() && (many.isMany() || follow.isFollowing() || content.isCompared())
                ? Optional.of("--every-address asks the servers of one recipient: not with --targets, --expect,"
                        + " --bounces or --compare-plain")
                : Optional.empty();
    }

    /** Whether it would be more than an argument of a command. */
    private static boolean isSpoilt(Optional<String> text) {
        return text.isPresent() && text.get().chars().anyMatch(Character::isISOControl);
    }

    private void wrong(String why) {
        wrong = wrong.or(() -> Optional.of(why));
    }

    private Command command() {
        return many.command(request(), follow.readAny(tls.authorities()));
    }

    private Form form() {
        if (nagios) {
            return Form.NAGIOS;
        }
        return json ? Form.PROGRAM : Form.PEOPLE;
    }

    private SendRequest request() {
        return new SendRequest(
                from.orElse(""),
                to.orElse(""),
                server,
                port,
                helo,
                link.read(),
                tls.read(envelope.requiresTls()),
                mechanism.map(name -> new Login(name, user.orElse(""), passwordFile.orElse(""), inClear)),
                envelope.read(),
                content.read(),
                pipeline,
                new Times(Duration.ofSeconds(timeout), Duration.ofSeconds(deadline)),
                resolver,
                until,
                transcript,
                keepBody,
                follow.read(tls.authorities()),
                form(),
                new Limits(perHour, owned, state));
    }
}
