package whybounce.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.probe.SendRequest.Follow;
import whybounce.probe.SendRequest.MailboxAccess;
import whybounce.probe.SendRequest.MailboxTerms;
import whybounce.probe.home.MailboxAddress;

/** Reads those options of {@code send} that say where the message is waited for. */
final class FollowOptions {

    /** Greylisting takes minutes; most mail takes seconds, and somebody waits for the answer. */
    private static final int USUAL_WAIT = 60;

    private static final String FORM = "imap://user@host[:port]; imaps, pop3 and pop3s too; no password in it";

    private static final String EXPECT_PASSWORD = "WHYBOUNCE_EXPECT_PASSWORD";

    private Optional<String> expect = Optional.empty();
    private Optional<String> expectPassword = Optional.empty();
    private Optional<String> bounces = Optional.empty();
    private Optional<String> bouncesPassword = Optional.empty();
    private Optional<String> wait = Optional.empty();
    private Optional<String> authservId = Optional.empty();
    private boolean inClear;

    /** Whether it is one of these. */
    boolean take(String name, Supplier<Optional<String>> value) {
        switch (name) {
            case "--expect" -> expect = value.get();
            case "--expect-password-file" -> expectPassword = value.get();
            case "--expect-in-clear" -> inClear = true;
            case "--bounces" -> bounces = value.get();
            case "--bounces-password-file" -> bouncesPassword = value.get();
            case "--wait" -> wait = value.get();
            case "--authserv-id" -> authservId = value.get();
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * What is wrong with them.
     *
     * @param stops whether the message is not to be sent at all
     * @param many whether targets may say where to wait
     */
    Optional<String> mistake(boolean stops, boolean many) {
        if (isWrong(expect)) {
            return Optional.of("--expect wants " + FORM);
        }
        if (isWrong(bounces)) {
            return Optional.of("--bounces wants " + FORM);
        }
        if (wait.isPresent() && patience().isEmpty()) {
            return Optional.of("--wait wants a number of seconds: " + wait.get());
        }
        if (isFollowing() && stops) {
            return Optional.of("nothing arrives if it is to stop before the message is sent");
        }
        return !isFollowing()
                        && !many
                        && (wait.isPresent() || expectPassword.isPresent() || bouncesPassword.isPresent())
                ? Optional.of("--wait and mailboxes' passwords go with --expect or --bounces")
                : Optional.empty();
    }

    private static boolean isWrong(Optional<String> mailbox) {
        return mailbox.isPresent() && mailbox.flatMap(MailboxAddress::parse).isEmpty();
    }

    private Optional<Duration> patience() {
        try {
            return Optional.of(wait.map(Integer::parseInt).orElse(USUAL_WAIT))
                    .filter(seconds -> seconds > 0)
                    .map(Duration::ofSeconds);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    boolean isFollowing() {
        return expect.isPresent() || bounces.isPresent();
    }

    /**
     * What they say; nothing where nobody is to be waited for.
     *
     * @param authorities a file or folder with those whom to trust
     */
    Optional<Follow> read(Optional<String> authorities) {
        return isFollowing() ? Optional.of(readAny(authorities)) : Optional.empty();
    }

    /** As {@link #read}, also where only a target says where to wait. */
    Follow readAny(Optional<String> authorities) {
        return new Follow(
                access(expect, expectPassword, EXPECT_PASSWORD, authorities),
                access(bounces, bouncesPassword, "WHYBOUNCE_BOUNCES_PASSWORD", authorities),
                patience().orElse(Duration.ofSeconds(USUAL_WAIT)),
                authservId,
                new MailboxTerms(expectPassword, EXPECT_PASSWORD, inClear, authorities));
    }

    private Optional<MailboxAccess> access(
            Optional<String> mailbox, Optional<String> file, String variable, Optional<String> authorities) {
        return mailbox.flatMap(MailboxAddress::parse)
                .map(address -> new MailboxAccess(address, file, variable, inClear, authorities));
    }
}
