package whybounce.probe;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import whybounce.failure.OriginalRecipient;
import whybounce.probe.SendRequest.Envelope;
import whybounce.probe.session.MailParameters;
import whybounce.probe.session.MailParameters.Body;
import whybounce.probe.session.MailParameters.Ret;
import whybounce.probe.session.RcptParameters;
import whybounce.probe.session.RcptParameters.Notify;

/** Reads those options of {@code send} that become parameters of MAIL and RCPT, or another command than DATA. */
final class EnvelopeOptions {

    private MailParameters mail = MailParameters.NONE;
    private RcptParameters rcpt = RcptParameters.NONE;
    private boolean chunks;
    private Optional<String> wrong = Optional.empty();

    /** Whether it is one of these. */
    boolean take(String name, Supplier<Optional<String>> value) {
        switch (name) {
            case "--size" -> value.get().ifPresent(this::size);
            case "--body-type" -> value.get().ifPresent(this::body);
            case "--smtputf8" -> mail = mail.withUtf8();
            case "--ret" -> value.get().ifPresent(this::ret);
            case "--envid" -> value.get().ifPresent(id -> mail = mail.withEnvid(id));
            case "--notify" -> value.get().ifPresent(this::reports);
            case "--orcpt" -> value.get().ifPresent(this::original);
            case "--requiretls" -> mail = mail.withRequireTls();
            case "--chunking" -> chunks = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void size(String text) {
        try {
            long octets = Long.parseLong(text);
            mail = octets < 0 ? mail : mail.withSize(octets);
            wrong = octets < 0 ? wrong("--size wants a number: " + text) : wrong;
        } catch (NumberFormatException noNumber) {
            wrong = wrong("--size wants a number: " + text);
        }
    }

    private void body(String text) {
        switch (text.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> mail = mail.with(Body.SEVEN_BIT);
            case "8BITMIME" -> mail = mail.with(Body.EIGHT_BIT);
            case "BINARYMIME" -> {
                mail = mail.with(Body.BINARY);
                chunks = true; // RFC 3030 section 3: DATA cannot carry it.
            }
            default -> wrong = wrong("--body-type: one of 7BIT, 8BITMIME, BINARYMIME");
        }
    }

    private void ret(String text) {
        switch (text.toUpperCase(Locale.ROOT)) {
            case "FULL" -> mail = mail.with(Ret.FULL);
            case "HDRS" -> mail = mail.with(Ret.HDRS);
            default -> wrong = wrong("--ret: FULL or HDRS");
        }
    }

    /** {@code success,failure,delay} or {@code never}. */
    private void reports(String text) {
        Set<Notify> when = EnumSet.noneOf(Notify.class);
        try {
            for (var word : text.toUpperCase(Locale.ROOT).split(",", -1)) {
                when.add(Notify.valueOf(word.strip()));
            }
            rcpt = rcpt.with(when);
        } catch (IllegalArgumentException unknown) {
            wrong = wrong("--notify: NEVER alone, or some of SUCCESS, FAILURE, DELAY with commas");
        }
    }

    /** With its type in front, or an address of mail. */
    private void original(String text) {
        int semicolon = text.indexOf(';');
        var type = semicolon > 0 ? text.substring(0, semicolon) : "rfc822";
        rcpt = rcpt.with(new OriginalRecipient(type, text.substring(semicolon + 1)));
    }

    private Optional<String> wrong(String why) {
        return wrong.or(() -> Optional.of(why));
    }

    /** What is wrong with them. */
    Optional<String> mistake() {
        return wrong;
    }

    boolean requiresTls() {
        return mail.requireTls();
    }

    Envelope read() {
        return new Envelope(mail, rcpt, chunks);
    }
}
