package whybounce.probe.home;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.util.MailConnectException;

/** The server of a mailbox: how it is connected to, and what its trouble means. */
final class MailServer {

    /** Milliseconds. */
    private static final String IDLE = "10000";

    /** Of a server's words. */
    private static final int MOST_WORDS = 300;

    private final MailboxLogin login;
    private final Optional<SSLSocketFactory> trusting;
    private final Allowance allowance;

    MailServer(MailboxLogin login) {
        this.login = login;
        this.trusting = login.authorities().map(MailServer::trusting);
        this.allowance = new Allowance(trusting.filter(own -> isEncrypted()));
    }

    /** What encrypts where somebody says whom to trust. */
    private static SSLSocketFactory trusting(Set<X509Certificate> authorities) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (var authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were read cannot be trusted", e);
        }
    }

    private boolean isEncrypted() {
        return login.address().protocol().isEncrypted();
    }

    /** Where our own sockets encrypt, the library speaks the protocol that is not encrypted. */
    private String protocol() {
        var token = login.address().protocol().token();
        return isEncrypted() && trusting.isPresent() ? token.substring(0, token.length() - 1) : token;
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
        var store = Session.getInstance(properties()).getStore(protocol());
        store.connect(
                address.host(), address.port(), address.user(), login.secret().value());
        return store;
    }

    private Properties properties() {
        var prefix = "mail." + protocol() + ".";
        var properties = new Properties();
        properties.put(prefix + "socketFactory", allowance);
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "connectiontimeout", IDLE);
        properties.put(prefix + "timeout", IDLE);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (!isEncrypted()) {
            trusting.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
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
            case MailConnectException none
            when !(wrapped(none) instanceof SSLException) ->
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
