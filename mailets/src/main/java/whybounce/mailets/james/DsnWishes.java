package whybounce.mailets.james;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import whybounce.dsn.write.Original.Returned;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.RecipientOutcome.Action;

/**
 * What the sender asked about notifications (RFC 3461), as James's DSN hooks left it on the mail.
 *
 * @param envelopeId ENVID, still as xtext
 * @param returned RET
 * @param recipients NOTIFY and ORCPT by recipient, in lower case
 */
public record DsnWishes(
        Optional<String> envelopeId, Optional<Returned> returned, Map<String, RecipientDsnParameters> recipients) {

    private static final DsnWishes NONE = new DsnWishes(Optional.empty(), Optional.empty(), Map.of());

    public DsnWishes {
        recipients = Map.copyOf(recipients);
    }

    /** The wishes on this mail; none when its attributes make no sense, so that the failure is told all the same. */
    public static DsnWishes of(Mail mail) {
        try {
            return mail.dsnParameters().map(DsnWishes::of).orElse(NONE);
        } catch (RuntimeException e) {
            return NONE;
        }
    }

    private static DsnWishes of(DsnParameters parameters) {
        return new DsnWishes(
                parameters.getEnvIdParameter().map(DsnParameters.EnvId::asString),
                parameters.getRetParameter().map(ret -> switch (ret) {
                    case FULL -> Returned.WHOLE;
                    case HDRS -> Returned.HEADERS;
                }),
                parameters.getRcptParameters().entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> key(entry.getKey().asString()),
                                Map.Entry::getValue,
                                (first, second) -> first)));
    }

    /** Whether the sender wants to hear of this. RFC 3461 section 4.1: without NOTIFY, of failures and of delays. */
    public boolean wants(String recipient, Action action) {
        return of(recipient)
                .flatMap(RecipientDsnParameters::getNotifyParameter)
                .map(notify -> asksFor(notify, action))
                .orElse(true);
    }

    /** NOTIFY of this recipient. */
    Optional<EnumSet<Notify>> notify(String recipient) {
        return of(recipient).flatMap(RecipientDsnParameters::getNotifyParameter);
    }

    /** ORCPT of this recipient. James keeps only the type rfc822, and the address as it was sent. */
    public Optional<OriginalRecipient> originalRecipient(String recipient) {
        return of(recipient)
                .flatMap(RecipientDsnParameters::getOrcptParameter)
                .map(address -> new OriginalRecipient("rfc822", address.asString()));
    }

    private Optional<RecipientDsnParameters> of(String recipient) {
        return Optional.ofNullable(recipients.get(key(recipient)));
    }

    private static boolean asksFor(EnumSet<Notify> notify, Action action) {
        return switch (action) {
            case FAILED -> notify.contains(Notify.FAILURE);
            case DELAYED -> notify.contains(Notify.DELAY);
            case DELIVERED, RELAYED, EXPANDED -> notify.contains(Notify.SUCCESS);
        };
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
