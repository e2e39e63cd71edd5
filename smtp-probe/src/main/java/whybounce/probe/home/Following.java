package whybounce.probe.home;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.probe.home.Mailbox.Letter;

/** Waits for one message, in the recipient's mailbox, in the sender's, or in both. */
public final class Following implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    /** Mailboxes seldom like to be asked more often. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Sought sought;
    private final Optional<Mailbox> expected;
    private final Optional<Mailbox> bounces;
    private final Clock clock;
    private final List<String> hosts = new ArrayList<>();
    private Instant taken = Instant.MIN;
    private Optional<Homecoming> found = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    /**
     * @param expected where it should arrive
     * @param bounces where notifications about it would arrive
     */
    public Following(Sought sought, Optional<MailboxLogin> expected, Optional<MailboxLogin> bounces, Clock clock) {
        this.sought = sought;
        this.expected = expected.map(login -> Mailbox.of(login, Mailbox.FEW));
        expected.ifPresent(login -> hosts.add(login.address().host()));
        this.bounces = bounces.map(login -> Mailbox.of(login, Mailbox.FEW));
        this.clock = clock;
    }

    /**
     * Looks what is there before the message is sent.
     *
     * @throws MailboxTrouble when a mailbox cannot be looked into
     */
    public void prepare() throws MailboxTrouble {
        for (var mailbox : mailboxes()) {
            mailbox.prepare();
        }
    }

    private List<Mailbox> mailboxes() {
        return Stream.concat(expected.stream(), bounces.stream()).toList();
    }

    /**
     * Waits for what becomes of it.
     *
     * @param patience for how long
     * @param since when it was taken
     * @param by the server that took it
     */
    public Homecoming await(Duration patience, Instant since, String by) {
        taken = since;
        hosts.add(by);
        var until = clock.instant().plus(patience);
        var pause = FIRST_PAUSE;
        for (; ; ) {
            look();
            if (found.isPresent()) {
                return found.get();
            }
            var left = Duration.between(clock.instant(), until);
            if (!left.isPositive() || !sleep(shorter(pause, left))) {
                return trouble.<Homecoming>map(why -> new Unseen(patience, why))
                        .orElseGet(() -> new Absent(patience, folders()));
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> folders() {
        return expected.map(Mailbox::folders).orElse(List.of());
    }

    private void look() {
        trouble = Optional.empty();
        expected.ifPresent(mailbox -> look(mailbox, this::hasArrived));
        if (found.isEmpty()) {
            bounces.ifPresent(mailbox -> look(mailbox, this::hasBounced));
        }
    }

    private void look(Mailbox mailbox, Mailbox.LetterReader reader) {
        try {
            mailbox.look(reader);
        } catch (MailboxTrouble e) {
            trouble = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean hasArrived(Letter letter) {
        if (sought.is(letter.header())) {
            found = Optional.of(Recognised.arrived(letter, sought, since(), hosts));
        }
        return found.isPresent();
    }

    private boolean hasBounced(Letter letter) throws Exception {
        if (Recognised.isNotification(letter.header())) {
            var start = letter.start(Recognised.MOST_OF_NOTIFICATION);
            if (sought.isNamedIn(start)) {
                found = Recognised.bounced(start, since(), taken);
            }
        }
        return found.isPresent();
    }

    private Duration since() {
        return Duration.between(taken, clock.instant());
    }

    @Override
    public void close() {
        mailboxes().forEach(Mailbox::close);
    }
}
