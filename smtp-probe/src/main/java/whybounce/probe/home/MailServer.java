package whybounce.probe.home;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;

/** The server of a mailbox: how it is connected to, and what its trouble means. */
final class MailServer {

    /** Milliseconds. */
    private static final String IDLE = "10000";

    /** Of a server's words. */
    private static final int MOST_WORDS = 300;

    private final MailboxLogin login;
    private final Allowance allowance = new Allowance();

    MailServer(MailboxLogin login) {
        this.login = login;
    }

    /** Something that is done in a mailbox. */
    interface Work {
        void run() throws Exception;
    }

    /** Does it within the allowance of one look. */
    void within(Work work) throws MailboxTrouble {
        allowance.begin();
        try {
            work.run();
        } catch (Exception e) {
            throw new MailboxTrouble(words(e), e);
        } catch (OutOfMemoryError e) {
            // A server says how long a literal is before it sends it, and the library makes room at once.
            throw new MailboxTrouble(login.address() + " announces more than there is memory for", e);
        }
    }

    Store connect() throws MessagingException {
        var address = login.address();
        var store =
                Session.getInstance(properties()).getStore(address.protocol().token());
        store.connect(
                address.host(), address.port(), address.user(), login.secret().value());
        return store;
    }

    private Properties properties() {
        var prefix = "mail." + login.address().protocol().token() + ".";
        var properties = new Properties();
        properties.put(prefix + "socketFactory", allowance);
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "connectiontimeout", IDLE);
        properties.put(prefix + "timeout", IDLE);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (!login.address().protocol().isEncrypted()) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", Boolean.toString(!mayBeClear()));
        }
        return properties;
    }

    private boolean mayBeClear() {
        try {
            return login.inClear()
                    || InetAddress.getByName(login.address().host()).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    private String words(Exception e) {
        var address = login.address();
        return switch (e) {
            case AuthenticationFailedException refused ->
                address + " refuses the log-in: " + said(refused) + ". Check the user's name before the @ and the"
                        + " password in " + login.passwordFrom()
                        + "; some providers want a password made for programs, or IMAP and POP switched on";
            case MailConnectException none ->
                "no connection to " + address + ". Check host and port, and that the server runs";
            case FolderNotFoundException gone -> address + " has no folder " + gone.getFolder();
            default ->
                wrapped(e) instanceof SSLException
                        ? address + ": no encryption came about, or its certificate does not hold: " + said(wrapped(e))
                        : address + ": " + said(e);
        };
    }

    private static Throwable wrapped(Exception e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /** What it says, short, without the password: a server may repeat it. */
    private String said(Throwable e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        var secret = login.secret().value();
        var told = secret.isEmpty() ? message : message.replace(secret, "(secret)");
        return told.length() > MOST_WORDS ? told.substring(0, MOST_WORDS) + "..." : told.strip();
    }
}
