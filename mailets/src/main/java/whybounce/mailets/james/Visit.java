package whybounce.mailets.james;

import java.io.EOFException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.LocalRefusal;

/** One call at one server to hand over one mail. Used once, by one thread. */
final class Visit {

    private final Wire wire;
    private final Target target;
    private final Mail mail;
    private final EnvelopeCommands commands;
    private final Set<MailAddress> delivered = new LinkedHashSet<>();
    private final Map<MailAddress, DeliveryFailure> failures = new LinkedHashMap<>();
    private Optional<InetAddress> local = Optional.empty();

    Visit(Wire wire, Target target, Mail mail, EnvelopeCommands commands) {
        this.wire = wire;
        this.target = target;
        this.mail = mail;
        this.commands = commands;
    }

    /** Those for whom the other side took the mail over. */
    Set<MailAddress> delivered() {
        return delivered;
    }

    /** Everybody else, and why. */
    Map<MailAddress, DeliveryFailure> failures() {
        return failures;
    }

    /** Whether no connection came about. */
    boolean isUnreached() {
        return failures.values().stream().anyMatch(DeliveryFailure.Unreachable.class::isInstance);
    }

    /** The address of ours that the connection came from, where that is known. */
    Optional<InetAddress> local() {
        return local;
    }

    void deliverTo(Collection<MailAddress> recipients) {
        try (var line = wire.line(target, mail, commands)) {
            talk(line.transport(), recipients);
            local = line.local();
        }
    }

    private void talk(RecordingTransport transport, Collection<MailAddress> recipients) {
        try {
            wire.connect(transport, target);
        } catch (MessagingException e) {
            var why = new Talk(transport.exchanges(), transport.stage()).noSession(e);
            recipients.forEach(recipient -> failures.put(recipient, why));
            return;
        }
        var pending = new ArrayList<MailAddress>();
        for (var recipient : recipients) {
            LocalRefusals.of(transport, mail, recipient)
                    .ifPresentOrElse(why -> failures.put(recipient, why), () -> pending.add(recipient));
        }
        for (var group : wire.groups(pending, commands.wishes())) {
            transactions(transport, group);
        }
    }

    /** Without {@code sendpartial} javax.mail sends to nobody when one is refused; the others are sent to at once. */
    private void transactions(RecordingTransport transport, List<MailAddress> recipients) {
        var pending = recipients;
        while (!pending.isEmpty()) {
            pending = transaction(transport, pending);
        }
    }

    /** Those who were accepted and not sent to because another was refused; fewer than were asked for. */
    private List<MailAddress> transaction(RecordingTransport transport, List<MailAddress> recipients) {
        int begin = transport.exchanges().size();
        var thrown = send(transport, recipients);
        var said = transport.exchanges();
        var talk = new Talk(said.subList(begin, said.size()), transport.stage());
        if (thrown.isEmpty()) {
            delivered.addAll(recipients);
            return List.of();
        }
        var ofAll = talk.refusalOfAll().or(() -> brokenOff(transport, thrown.get()));
        var untried = new ArrayList<MailAddress>();
        for (int place = 0; place < recipients.size(); place++) {
            settle(talk, place, recipients.get(place), ofAll, untried);
        }
        if (untried.size() == recipients.size()) {
            var fault = new LocalRefusal(LocalRefusal.What.FAULT, IoFailure.message(thrown.get()));
            untried.forEach(recipient -> failures.put(recipient, fault));
            return List.of();
        }
        return untried;
    }

    private void settle(
            Talk talk, int place, MailAddress recipient, Optional<DeliveryFailure> ofAll, List<MailAddress> untried) {
        var refused = talk.refusal(place);
        if (refused.isPresent()) {
            failures.put(recipient, refused.get());
        } else if (talk.takenOver() && talk.accepted(place)) {
            delivered.add(recipient);
        } else if (ofAll.isPresent()) {
            failures.put(recipient, ofAll.get());
        } else {
            untried.add(recipient);
        }
    }

    private Optional<MessagingException> send(RecordingTransport transport, List<MailAddress> recipients) {
        try {
            transport.sendMessage(message(transport), addresses(recipients));
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(e);
        } catch (IllegalStateException e) {
            // javax.mail's word for a connection that ended in an earlier transaction.
            return Optional.of(new MessagingException(IoFailure.message(e), new EOFException(IoFailure.message(e))));
        } catch (RuntimeException e) {
            // Whatever it is: those who have the mail by now must not get it again.
            return Optional.of(new MessagingException(IoFailure.message(e), e));
        }
    }

    /** A store that fails while the message is fetched is ours, and no broken connection. */
    private static final class Unreadable extends MessagingException {
        private static final long serialVersionUID = 1L;

        Unreadable(Exception why) {
            super(IoFailure.message(why), why);
        }
    }

    private MimeMessage message(RecordingTransport transport) throws Unreadable {
        try {
            return wire.adapted(mail.getMessage(), transport);
        } catch (MessagingException | RuntimeException e) {
            throw new Unreadable(e);
        }
    }

    private static Address[] addresses(List<MailAddress> recipients) {
        return recipients.stream().map(Visit::address).toArray(Address[]::new);
    }

    // Not parsed again: what James accepted goes out, and none is left out silently.
    private static Address address(MailAddress recipient) {
        var address = new InternetAddress();
        address.setAddress(recipient.asString());
        return address;
    }

    private static Optional<DeliveryFailure> brokenOff(RecordingTransport transport, MessagingException thrown) {
        var text = IoFailure.message(thrown);
        boolean unread = text.startsWith("IOException while sending") && !transport.peerStoppedTaking();
        return unread || thrown instanceof Unreadable
                ? Optional.of(new LocalRefusal(LocalRefusal.What.FAULT, "the message could not be read: " + text))
                : IoFailure.of(thrown, transport.stage());
    }
}
