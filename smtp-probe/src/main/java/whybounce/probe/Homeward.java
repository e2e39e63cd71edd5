package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.probe.SendRequest.Follow;
import whybounce.probe.home.Following;
import whybounce.probe.home.HeaderFields;
import whybounce.probe.home.Homecoming;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Arrived;
import whybounce.probe.home.Homecoming.Bounced;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.probe.home.MailboxTrouble;
import whybounce.probe.home.Sought;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Fate;
import whybounce.probe.report.Visible;

/** What {@code send} does about a message beyond its being taken: nothing, or as {@code --expect} and the like ask. */
final class Homeward implements Sending.Preparation, AutoCloseable {

    private final SendRequest request;
    private final Optional<Follow> follow;
    private final Optional<Following> following;
    private final Clock clock;
    private final PrintStream out;

    Homeward(SendRequest request, TestMessage message, Clock clock, PrintStream out) throws IOException {
        this.request = request;
        this.follow = request.follow();
        this.clock = clock;
        this.out = out;
        this.following = follow.isPresent() ? Optional.of(following(follow.get(), message, clock)) : Optional.empty();
    }

    private static Following following(Follow asked, TestMessage message, Clock clock) throws IOException {
        var expected = Mailboxes.login(asked.expect());
        var bounces = Mailboxes.login(asked.bounces());
        return new Following(sought(message, asked.authservId()), expected, bounces, clock);
    }

    /** What the message is known by. */
    static Sought sought(TestMessage message, Optional<String> authservId) throws IOException {
        try (var in = message.open()) {
            return Sought.in(HeaderFields.read(in), authservId)
                    .orElseThrow(() -> new IOException(
                            "the message has no Message-ID to find it by; give it one, and another each time"));
        }
    }

    /** Looks what is in the mailboxes before the message is sent, which tells whether they open. */
    @Override
    public void run() throws MailboxTrouble {
        if (following.isPresent()) {
            following.get().prepare();
        }
    }

    /** Waits for a message that {@code server} has taken; empty where nobody asked for it. */
    Optional<Fate> await(String server, Explanations explanations) {
        if (follow.isEmpty() || following.isEmpty()) {
            return Optional.empty();
        }
        if (request.isTold()) {
            out.println("=== Looking into " + places(follow.get()) + " for up to "
                    + follow.get().patience().toSeconds() + " s");
            out.flush();
        }
        var end = following.get().await(follow.get().patience(), clock.instant(), server);
        return Optional.of(fate(end, follow.get().expect().isPresent(), explanations));
    }

    /** What an end comes to, and what is told about it. */
    static Fate fate(Homecoming end, boolean expected, Explanations explanations) {
        var explained = end instanceof Bounced(var took, var notification)
                ? explanations.of(reading(notification)).recipients()
                : List.<Explained>of();
        return new Fate(end, expected, explained, code(end).number());
    }

    private static String places(Follow asked) {
        return Stream.concat(asked.expect().stream(), asked.bounces().stream())
                .map(access -> Visible.text(access.address().toString()))
                .collect(Collectors.joining(" and "));
    }

    private static Reading reading(Dsn notification) {
        var failed = notification.recipients().stream()
                .map(recipient -> recipient.outcome(notification.arrival().orElseGet(Instant::now)))
                .filter(outcome -> outcome.action() == Action.FAILED)
                .toList();
        return new Reading(failed, Optional.empty(), false);
    }

    private static ExitCode code(Homecoming end) {
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
