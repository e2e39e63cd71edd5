package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.probe.SendRequest.Follow;
import whybounce.probe.SendRequest.MailboxAccess;
import whybounce.probe.home.Following;
import whybounce.probe.home.HeaderFields;
import whybounce.probe.home.Homecoming;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Arrived;
import whybounce.probe.home.Homecoming.Bounced;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.probe.home.MailboxLogin;
import whybounce.probe.home.MailboxTrouble;
import whybounce.probe.home.Sought;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Fate;
import whybounce.probe.report.TextReport;
import whybounce.probe.report.Visible;
import whybounce.probe.session.Secret;

/** What {@code send} does about a message beyond its being taken: nothing, or as {@code --expect} and the like ask. */
final class Homeward implements AutoCloseable {

    private final Optional<Follow> follow;
    private final Optional<Following> following;
    private final Clock clock;
    private final PrintStream out;

    Homeward(SendRequest request, TestMessage message, Clock clock, PrintStream out) throws IOException {
        this.follow = request.follow();
        this.clock = clock;
        this.out = out;
        this.following = follow.isPresent() ? Optional.of(following(follow.get(), message)) : Optional.empty();
    }

    private Following following(Follow asked, TestMessage message) throws IOException {
        try (var in = message.open()) {
            var sought = Sought.in(HeaderFields.read(in), asked.authservId())
                    .orElseThrow(() -> new IOException(
                            "the message has no Message-ID to find it by; give it one, and another each time"));
            return new Following(sought, login(asked.expect()), login(asked.bounces()), clock);
        }
    }

    private static Optional<MailboxLogin> login(Optional<MailboxAccess> access) throws IOException {
        return access.isPresent() ? Optional.of(login(access.get())) : Optional.empty();
    }

    private static MailboxLogin login(MailboxAccess access) throws IOException {
        if (access.passwordFile().isPresent()) {
            var file = access.passwordFile().get();
            try (var lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
                var secret = Secret.of(lines.findFirst().orElse(""));
                return new MailboxLogin(access.address(), secret, "the file " + file, access.inClear());
            }
        }
        var password = Optional.ofNullable(System.getenv(access.passwordVariable()))
                .orElseThrow(() -> new IOException(access.address()
                        + " needs a password: in a file (--expect-password-file, --bounces-password-file) or in the"
                        + " environment, as " + access.passwordVariable()));
        return new MailboxLogin(
                access.address(), Secret.of(password), "the variable " + access.passwordVariable(), access.inClear());
    }

    /** Looks what is in the mailboxes before the message is sent, which tells whether they open. */
    void prepare() throws MailboxTrouble {
        if (following.isPresent()) {
            following.get().prepare();
        }
    }

    /** Waits for a message that {@code server} has taken, for a program. */
    Optional<Fate> fate(String server, Explanations explanations) {
        if (follow.isEmpty() || following.isEmpty()) {
            return Optional.empty();
        }
        var end = following.get().await(follow.get().patience(), clock.instant(), server);
        var explained = end instanceof Bounced(var took, var notification)
                ? explanations.of(reading(notification)).recipients()
                : List.<Explained>of();
        return Optional.of(new Fate(
                end, follow.get().expect().isPresent(), explained, code(end).number()));
    }

    /** Waits for a message that {@code server} has taken, and tells what became of it. */
    ExitCode await(String server, Explanations explanations, TextReport report) {
        if (follow.isEmpty() || following.isEmpty()) {
            return ExitCode.GOOD;
        }
        out.println("=== Looking into " + places(follow.get()) + " for up to "
                + follow.get().patience().toSeconds() + " s");
        out.flush();
        var end = following.get().await(follow.get().patience(), clock.instant(), server);
        out.println();
        out.print(report.write(end, follow.get().expect().isPresent()));
        if (end instanceof Bounced(var took, var notification)) {
            out.println();
            out.print(report.write(explanations.of(reading(notification))));
        }
        return code(end);
    }

    private static String places(Follow asked) {
        return Stream.concat(asked.expect().stream(), asked.bounces().stream())
                .map(access -> Visible.text(access.address().toString()))
                .collect(Collectors.joining(" and "));
    }

    private Reading reading(Dsn notification) {
        var failed = notification.recipients().stream()
                .map(recipient -> recipient.outcome(notification.arrival().orElse(clock.instant())))
                .filter(outcome -> outcome.action() == Action.FAILED)
                .toList();
        return new Reading(failed, Optional.empty(), false);
    }

    private ExitCode code(Homecoming end) {
        return switch (end) {
            case Arrived arrived -> arrived.junk() ? ExitCode.IN_JUNK : ExitCode.GOOD;
            case Bounced bounced -> ExitCode.BOUNCED;
            // Nobody expected it to be seen, only no bounce to come.
            case Absent absent -> absent.looked().isEmpty() ? ExitCode.GOOD : ExitCode.NOT_ARRIVED;
            case Unseen unseen -> ExitCode.UNDETERMINED;
        };
    }

    @Override
    public void close() {
        if (following.isPresent()) {
            following.get().close();
        }
    }
}
