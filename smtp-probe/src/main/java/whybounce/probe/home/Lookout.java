package whybounce.probe.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.probe.home.Mailbox.Letter;

/**
 * Waits for many messages at once. Each mailbox is looked into by one thread, for all messages that are waited for there;
 * whoever sends goes on meanwhile.
 *
 * <pre>{@code
 * try (var lookout = new Lookout(mailboxes, 1_000, Duration.ofMinutes(1), Clock.systemUTC())) {
 *     lookout.prepare();
 *     var awaited = lookout.expect(sought, Optional.of(mailbox.address()), Optional.empty()); // before it is sent
 *     awaited.taken("mx.example.org", end -> System.out.println(end)); // or awaited.forget()
 *     lookout.finish();
 * }
 * }</pre>
 */
public final class Lookout implements AutoCloseable {

    /** Mailboxes seldom like to be asked more often. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** RFC 5322 section 3.6.4, in whatever text; longer than any line may be it cannot be. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{3,998}>");

    private final Map<MailboxAddress, Post> posts = new LinkedHashMap<>();
    private final Duration patience;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Those that are waited for, by what a letter names them by: Message-ID, and the id of our own field. */
    private final Map<String, Awaited> byName = new ConcurrentHashMap<>();

    private int waiting;

    /**
     * Of these mailboxes.
     *
     * @param most how many messages may come at once
     * @param patience for how long each is waited for after it was taken
     */
    public Lookout(List<MailboxLogin> mailboxes, int most, Duration patience, Clock clock) {
        mailboxes.forEach(login -> posts.computeIfAbsent(login.address(), any -> new Post(Mailbox.of(login, most))));
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Looks what is there before anything is sent, and begins to look for more.
     *
     * @throws MailboxTrouble when a mailbox cannot be looked into
     */
    public void prepare() throws MailboxTrouble {
        for (var post : posts.values()) {
            post.mailbox.prepare();
        }
        posts.forEach((address, post) ->
                Thread.ofPlatform().name("mailbox " + address.host()).daemon().start(post::watch));
    }

    /** Looks for a message from now on; it is sent after that. */
    public Awaited expect(Sought sought, Optional<MailboxAddress> expected, Optional<MailboxAddress> bounces) {
        var awaited = new Awaited(sought, expected, bounces);
        sought.names().forEach(name -> byName.put(name, awaited));
        return awaited;
    }

    /** Waits until it is known of each message that was taken what became of it. */
    public synchronized void finish() throws InterruptedException {
        while (waiting > 0) {
            wait();
        }
    }

    /** Gives up on all that are still waited for. */
    public void giveUp(String why) {
        for (var awaited : new HashSet<>(byName.values())) {
            awaited.end(new Unseen(Duration.ZERO, why));
        }
    }

    private synchronized void count(int more) {
        waiting += more;
        notifyAll();
    }

    @Override
    public void close() {
        closed.countDown();
        posts.values().forEach(post -> post.mailbox.close());
    }

    /** A message that is waited for. */
    public final class Awaited {

        private final Sought sought;
        private final Optional<MailboxAddress> expected;
        private final Optional<MailboxAddress> bounces;
        private Optional<Homecoming> end = Optional.empty();
        private Optional<Instant> taken = Optional.empty();
        private Optional<Consumer<Homecoming>> listener = Optional.empty();
        private List<String> hosts = List.of();

        private Awaited(Sought sought, Optional<MailboxAddress> expected, Optional<MailboxAddress> bounces) {
            this.sought = sought;
            this.expected = expected;
            this.bounces = bounces;
            this.hosts = expected.map(address -> List.of(address.host())).orElse(List.of());
        }

        /**
         * It was taken by {@code server}; what becomes of it is told once, by whatever thread sees it.
         *
         * @param listener is told
         */
        public void taken(String server, Consumer<Homecoming> listener) {
            count(1);
            var known = take(server, listener);
            if (known.isPresent()) {
                tell(listener, known.get());
            }
        }

        private synchronized Optional<Homecoming> take(String server, Consumer<Homecoming> told) {
            taken = Optional.of(clock.instant());
            var both = new ArrayList<>(hosts);
            both.add(server);
            hosts = both;
            if (end.isEmpty()) {
                listener = Optional.of(told);
            }
            return end;
        }

        /** It was not taken. */
        public void forget() {
            sought.names().forEach(byName::remove);
        }

        private void end(Homecoming how) {
            forget();
            var told = settle(how);
            if (told.isPresent()) {
                tell(told.get(), how);
            }
        }

        private void tell(Consumer<Homecoming> told, Homecoming how) {
            try {
                told.accept(how);
            } finally {
                count(-1);
            }
        }

        /** Who is told; nobody when it is settled already, or not taken yet. */
        private synchronized Optional<Consumer<Homecoming>> settle(Homecoming how) {
            var told = listener;
            listener = Optional.empty();
            end = end.or(() -> Optional.of(how));
            return told;
        }

        private synchronized Duration since() {
            var now = clock.instant();
            return taken.map(from -> Duration.between(from, now)).orElse(Duration.ZERO);
        }

        private synchronized boolean isOverdue(Instant now) {
            return taken.filter(from -> !now.isBefore(from.plus(patience))).isPresent();
        }

        private synchronized List<String> hosts() {
            return hosts;
        }

        private boolean isDecidedBy(Post post) {
            return expected.or(() -> bounces)
                    .filter(address -> posts.get(address) == post)
                    .isPresent();
        }

        private boolean isAt(Optional<MailboxAddress> place, Post post) {
            return place.filter(address -> posts.get(address) == post).isPresent();
        }

        private Optional<String> trouble() {
            return expected.flatMap(Lookout.this::trouble).or(() -> bounces.flatMap(Lookout.this::trouble));
        }

        /** Nothing came in time. */
        private void overdue() {
            var folders = expected.map(address -> folders(address)).orElse(List.of());
            end(trouble()
                    .<Homecoming>map(why -> new Unseen(patience, why))
                    .orElseGet(() -> new Absent(patience, folders)));
        }
    }

    private Optional<String> trouble(MailboxAddress address) {
        return Optional.ofNullable(posts.get(address)).flatMap(post -> post.trouble);
    }

    private List<String> folders(MailboxAddress address) {
        return Optional.ofNullable(posts.get(address))
                .map(post -> post.mailbox.folders())
                .orElse(List.of());
    }

    /** One mailbox, and the thread that looks into it. */
    private final class Post {

        private final Mailbox mailbox;
        private volatile Optional<String> trouble = Optional.empty();

        private Post(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        private void watch() {
            try {
                while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    turn();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException bug) {
                giveUp("a fault of ours ended the search"); // Nobody is to wait for ever.
                throw bug;
            }
        }

        private void turn() {
            var begun = clock.instant();
            if (byName.isEmpty()) {
                return;
            }
            look();
            for (var awaited : new HashSet<>(byName.values())) {
                if (awaited.isDecidedBy(this) && awaited.isOverdue(begun)) {
                    awaited.overdue();
                }
            }
        }

        private void look() {
            try {
                mailbox.look(this::read);
                trouble = Optional.empty();
            } catch (MailboxTrouble e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
            }
        }

        /** Goes on to the next letter, whatever this one is. */
        private boolean read(Letter letter) throws Exception {
            for (var name : Sought.namesIn(letter.header())) {
                var awaited = Optional.ofNullable(byName.get(name)).filter(each -> each.isAt(each.expected, this));
                if (awaited.isPresent()) {
                    var found = awaited.get();
                    found.end(Recognised.arrived(letter, found.sought, found.since(), found.hosts()));
                    return false;
                }
            }
            if (Recognised.isNotification(letter.header())) {
                notification(letter.start(Recognised.MOST_OF_NOTIFICATION));
            }
            return false;
        }

        private void notification(byte[] text) throws IOException {
            var ids = MESSAGE_ID.matcher(new String(text, StandardCharsets.ISO_8859_1));
            while (ids.find()) {
                var awaited =
                        Optional.ofNullable(byName.get(ids.group())).filter(each -> each.isAt(each.bounces, this));
                if (awaited.isPresent()) {
                    var found = awaited.get();
                    Recognised.bounced(text, found.since(), clock.instant()).ifPresent(found::end);
                    return;
                }
            }
        }
    }
}
