package whybounce.check.message;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Subject;
import whybounce.check.message.SentMessage.Reading.Read;
import whybounce.check.message.SentMessage.Reading.Unread;
import whybounce.dkim.MessageHeader;
import whybounce.dkim.MessageSignature;
import whybounce.dkim.SignedMessage;
import whybounce.dns.IpText;

/**
 * What of a message a filter may dislike. That is no verdict: filters do not say what they look at, and most of this is met
 * in good mail too. Only a size beyond a limit is certain.
 */
public final class ContentChecks {

    /** RFC 5322 section 2.1.1, without the line's end. */
    private static final int LONGEST_LINE = 998;

    /** Clocks and time zones differ by less. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>@\\s]+@[^<>@\\s]+>");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LIST_PRECEDENCE = Pattern.compile("(?i)bulk|list|junk");

    /** RFC 5322 section 3.3, and what section 4.3 still allows. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .parseLenient()
            .optionalStart()
            .appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT)
            .appendLiteral(", ")
            .optionalEnd()
            .appendPattern("d MMM yyyy H:mm[:ss] ")
            .appendOffset("+HHMM", "GMT")
            .toFormatter(Locale.ROOT);

    private final List<Finding> findings = new ArrayList<>();

    private ContentChecks() {}

    /**
     * Looks at a message.
     *
     * @param limit octets that the receiving server takes, where that is known
     */
    public static List<Finding> of(SentMessage sent, Optional<Long> limit) {
        var checks = new ContentChecks();
        switch (sent.read()) {
            case Unread(var why) ->
                checks.tell("content", Grade.NOT_TESTED, "The content was not looked at: " + why + ".");
            case Read(var message) -> checks.look(sent, message, limit);
        }
        return checks.findings;
    }

    private void look(SentMessage sent, SignedMessage message, Optional<Long> limit) {
        header(message.header(), sent.sent());
        unsubscribe(message);
        try (var lines = new Lines(sent.open())) {
            var parts = Parts.of(lines);
            lines.readToEnd();
            parts(parts, message.header());
            lines(lines);
            size(lines.octetsOnTheWay(), limit);
        } catch (IOException late) {
            tell("content-body", Grade.NOT_TESTED, "The body was not looked at: it cannot be read in time.");
        }
        if (findings.stream().noneMatch(finding -> finding.grade() != Grade.GOOD)) {
            tell("content", Grade.GOOD, "Nothing stands out in the content.");
        }
    }

    private void header(MessageHeader header, Instant now) {
        single(header, "from", "From", "a message has one");
        single(header, "date", "Date", "many filters count that against a message");
        single(header, "message-id", "Message-ID", "some receivers refuse a message without one");
        single(header, "subject", "Subject", "many filters count that against a message");
        long authors = header.values("from").stream()
                .flatMap(value -> Authors.addresses(value).stream())
                .flatMap(address -> Authors.domain(address).stream())
                .distinct()
                .count();
        if (authors > 1) {
            warn("content-from", "From names addresses of " + authors + " domains; large providers refuse that.");
        }
        header.values("date").stream().findFirst().ifPresent(date -> date(date, now));
        header.values("message-id").stream()
                .findFirst()
                .filter(id -> !MESSAGE_ID.matcher(id).matches())
                .ifPresent(id -> warn("content-message-id", "Message-ID is not of the form <something@a.domain>."));
        if (header.fields().stream().anyMatch(field -> field.chars().anyMatch(c -> c > '~'))) {
            warn(
                    "content-header",
                    "The header has letters beyond ASCII as they are. Only servers with SMTPUTF8 take that (RFC 6532).");
        }
    }

    /** RFC 5322 section 3.6: at most one of them. */
    private void single(MessageHeader header, String name, String shown, String why) {
        int count = header.values(name).size();
        if (count == 0) {
            warn("content-" + name, "There is no " + shown + "; " + why + ".");
        } else if (count > 1) {
            warn("content-" + name, "There are " + count + " fields " + shown + "; large providers refuse that.");
        } else if (header.values(name).getFirst().isEmpty()) {
            warn("content-" + name, shown + " is empty; " + why + ".");
        }
    }

    private void date(String text, Instant now) {
        var date = time(text);
        if (date.isEmpty()) {
            warn("content-date", "Date cannot be read: \"" + Foreign.text(text) + "\".");
        } else if (date.get().isAfter(now.plus(AHEAD))) {
            warn("content-date", "Date lies more than a day ahead: \"" + Foreign.text(text) + "\".");
        }
    }

    private static Optional<Instant> time(String text) {
        var plain = SPACES.matcher(COMMENT.matcher(text).replaceAll(" "))
                .replaceAll(" ")
                .strip()
                .replaceFirst(" (UT|UTC|Z)$", " GMT");
        try {
            return Optional.of(Instant.from(DATE.parse(plain)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    // RFC 2369 section 3.2, RFC 8058 sections 3.1 and 4.
    private void unsubscribe(SignedMessage message) {
        var header = message.header();
        var links = String.join(" ", header.values("list-unsubscribe"));
        boolean oneClick = header.values("list-unsubscribe-post").stream()
                .anyMatch(value -> value.equalsIgnoreCase("List-Unsubscribe=One-Click"));
        if (links.isEmpty()) {
            var says =
                    "There is no List-Unsubscribe. Large providers want it in mail to many, with one click (RFC 8058).";
            tell("content-unsubscribe", isToMany(header) ? Grade.WARNING : Grade.GOOD, says);
        } else if (!oneClick || !links.toLowerCase(Locale.ROOT).contains("<https:")) {
            warn(
                    "content-unsubscribe",
                    "List-Unsubscribe does not work with one click: that needs an https address in it, and the field"
                            + " List-Unsubscribe-Post: List-Unsubscribe=One-Click (RFC 8058).");
        } else if (message.signatures().stream().noneMatch(ContentChecks::coversUnsubscribe)) {
            warn(
                    "content-unsubscribe",
                    "No signature covers List-Unsubscribe and List-Unsubscribe-Post, so that one click does not count"
                            + " (RFC 8058 section 4).");
        }
    }

    private static boolean coversUnsubscribe(MessageSignature signature) {
        return signature.tags().names().containsAll(List.of("list-unsubscribe", "list-unsubscribe-post"));
    }

    private static boolean isToMany(MessageHeader header) {
        return !header.values("list-id").isEmpty()
                || !header.values("feedback-id").isEmpty()
                || header.values("precedence").stream()
                        .anyMatch(value -> LIST_PRECEDENCE.matcher(value).matches());
    }

    private void parts(Parts parts, MessageHeader header) {
        // RFC 2045 section 4: without it the other fields of MIME mean nothing.
        if (header.values("mime-version").isEmpty()
                && !header.values("content-type").isEmpty()) {
            warn("content-mime", "There is a Content-Type and no MIME-Version.");
        }
        if (parts.isBroken()) {
            warn("content-mime", "The parts of the message cannot be told from one another (MIME).");
        }
        if (parts.lacksCharset()) {
            warn("content-charset", "A text has letters beyond ASCII, and no charset says which they are.");
        }
        if (parts.isHtmlOnly()) {
            warn("content-html", "There is a text in HTML and none in plain words beside it.");
        }
        links(parts);
    }

    private void links(Parts parts) {
        var shortened = parts.hosts().stream().filter(Shorteners::has).sorted().toList();
        if (!shortened.isEmpty()) {
            warn(
                    "content-links",
                    "Shortened links hide where they lead, and spammers use them: " + Foreign.list(shortened) + ".");
        }
        if (parts.hosts().stream().anyMatch(ContentChecks::isAddress)) {
            warn("content-links", "A link leads to an address and not to a name.");
        }
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || IpText.address(host).isPresent();
    }

    private void lines(Lines lines) {
        if (lines.longest() > LONGEST_LINE) {
            warn(
                    "content-lines",
                    "A line has " + lines.longest()
                            + " octets, and 998 are allowed (RFC 5322). Servers break such lines, and"
                            + " that breaks signatures.");
        }
        if (lines.mixesEnds()) {
            warn(
                    "content-lines",
                    "There are CR or LF alone between lines that end with both. Servers refuse that, or change it, and"
                            + " that breaks signatures.");
        }
        if (lines.hasNulls()) {
            warn("content-lines", "There are octets of zero, which no text may have (RFC 5322 section 4).");
        }
    }

    // RFC 1870 section 3.
    private void size(long octets, Optional<Long> limit) {
        var says = "The message has " + octets + " octets on its way";
        if (limit.filter(most -> octets > most).isPresent()) {
            findings.add(Finding.of(
                            Subject.CONTENT,
                            "content-size",
                            Grade.PROBLEM,
                            says + ", and " + limit.get()
                                    + " are taken. Attachments take a third more than their files do.")
                    .confirms("message-too-large"));
        } else {
            tell(
                    "content-size",
                    Grade.GOOD,
                    says + limit.map(most -> ", and " + most + " are taken").orElse("") + ".");
        }
    }

    private void warn(String id, String says) {
        tell(id, Grade.WARNING, says);
    }

    private void tell(String id, Grade grade, String says) {
        findings.add(Finding.of(Subject.CONTENT, id, grade, says));
    }
}
