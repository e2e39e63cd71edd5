package whybounce.mailets;

import java.util.Locale;
import java.util.Optional;
import javax.mail.internet.AddressException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import whybounce.explain.Reader;
import whybounce.mailets.james.FailedMail;

/** Whose a sender is, and in whose name reports go out. */
record Audience(MailetContext context, BounceSettings settings) {

    /** The sender, as a reader of reports in this language. */
    Addressee sender(MailAddress sender, FailedMail failed, Locale locale) {
        boolean ours = failed.authenticated()
                || isLocal(sender)
                || settings.checks().isOurs(sender.getDomain().asString());
        var kind = ours ? Reader.Kind.OWN_SENDER : Reader.Kind.FOREIGN_SENDER;
        return new Addressee(sender, from(sender), new Reader(kind, locale, sender.asString()));
    }

    /** The postmaster, as a reader of what befell this mail. */
    Addressee postmaster(FailedMail failed) {
        var postmaster = settings.postmaster().orElseGet(context::getPostmaster);
        var sender = failed.sender().map(MailAddress::asString);
        return new Addressee(postmaster, from(postmaster), new Reader(Reader.Kind.POSTMASTER, Locale.ENGLISH, sender));
    }

    /** An address of the reader's own domain, so that a DKIM signature of that domain aligns. */
    private MailAddress from(MailAddress reader) {
        return settings.from()
                .or(() -> isLocal(reader) ? postmasterOf(reader.getDomain()) : Optional.empty())
                .orElseGet(context::getPostmaster);
    }

    private boolean isLocal(MailAddress address) {
        return context.isLocalServer(address.getDomain());
    }

    // RFC 5321 section 4.5.1: each domain that takes mail has a postmaster.
    private static Optional<MailAddress> postmasterOf(Domain domain) {
        try {
            return Optional.of(new MailAddress("postmaster@" + domain.asString()));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
