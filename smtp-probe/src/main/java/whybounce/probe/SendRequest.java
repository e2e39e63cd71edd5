package whybounce.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.failure.Stage;
import whybounce.probe.home.MailboxAddress;
import whybounce.probe.many.Target;
import whybounce.probe.session.MailParameters;
import whybounce.probe.session.RcptParameters;

/**
 * What {@code send} is to do.
 *
 * @param server the server to talk to; empty goes where the recipient's domain sends its mail
 * @param until where to stop, and how
 * @param transcript the file to write it to
 */
record SendRequest(
        String from,
        String to,
        Optional<String> server,
        Optional<Integer> port,
        Optional<String> helo,
        Link link,
        Security security,
        Optional<Login> login,
        Envelope envelope,
        Content content,
        boolean pipeline,
        Times times,
        Optional<InetSocketAddress> resolver,
        Optional<Stop> until,
        Optional<String> transcript,
        boolean keepBody,
        Optional<Follow> follow,
        Form form,
        Limits limits) {

    /** For whom it is told what happened. */
    enum Form {
        /** In words, as it happens. */
        PEOPLE,
        /** In JSON, at the end. */
        PROGRAM,
        /** In a line, with an exit code from 0 to 3. */
        NAGIOS
    }

    /** Whether it is told as it happens. */
    boolean isTold() {
        return form == Form.PEOPLE;
    }

    boolean json() {
        return form == Form.PROGRAM;
    }

    /**
     * What keeps others from harm.
     *
     * @param perHour so many messages to one domain
     * @param owned whether the recipient's domain is the user's own
     * @param state the file in which is noted what was sent
     */
    record Limits(int perHour, boolean owned, Optional<String> state) {}

    /**
     * How the conversation is held.
     *
     * @param local the address to connect from
     * @param proxy what is said to a proxy in front of the server
     * @param client what XCLIENT tells a server that trusts us; empty says no XCLIENT
     * @param everyAddress whether all addresses of all servers are talked to, although the first one answers
     */
    record Link(
            Spoken spoken,
            Optional<InetAddress> local,
            Optional<Proxy> proxy,
            Map<String, String> client,
            boolean everyAddress) {
        Link {
            client = Collections.unmodifiableMap(new LinkedHashMap<>(client)); // As they were given.
        }
    }

    /** Which protocol, as swaks names them. */
    enum Spoken {
        /** EHLO. */
        ESMTP,
        /** HELO only, and nothing that is an extension. */
        SMTP,
        /** LHLO; one answer for each recipient (RFC 2033). */
        LMTP
    }

    /**
     * A header of the PROXY protocol.
     *
     * @param version 1 or 2
     * @param destination empty for the server that is talked to
     */
    record Proxy(int version, InetSocketAddress source, Optional<InetAddress> destination, Optional<Integer> port) {}

    /**
     * Encryption, and who proves what by it.
     *
     * @param verify whether a certificate that does not hold ends it
     * @param serverName whom to ask for, and to look for in the certificate; empty for the server's own name
     * @param certificate a file with ours, and with those above it
     * @param key a file with its private key; empty where it stands in the same
     * @param authorities a file, or a folder of files, with those whom to trust; empty for the Java installation's
     */
    record Security(
            Encryption encryption,
            boolean verify,
            Optional<String> serverName,
            Optional<String> certificate,
            Optional<String> key,
            Optional<String> authorities) {}

    /** When the connection is encrypted. */
    enum Encryption {
        /** Not even when it is offered. */
        NEVER,
        /** When the server offers it, as relays do. */
        OFFERED,
        /** By STARTTLS, or not at all. */
        REQUIRED,
        FROM_THE_FIRST_BYTE
    }

    /**
     * What MAIL and RCPT are to say besides the addresses, and how the message travels.
     *
     * @param mail without a size or a body, which the message decides, unless somebody wants another
     * @param chunks by BDAT instead of DATA
     */
    record Envelope(MailParameters mail, RcptParameters rcpt, boolean chunks) {

        /** RFC 3461: what only a server that offers DSN takes. */
        boolean isAboutReports() {
            return mail.ret().isPresent()
                    || mail.envid().isPresent()
                    || !rcpt.reports().isEmpty()
                    || rcpt.original().isPresent();
        }
    }

    /**
     * Who we are.
     *
     * @param passwordFile its first line is the password; a command line is read by every user of the machine
     */
    record Login(String mechanism, String user, String passwordFile, boolean inClear) {}

    /**
     * What is sent.
     *
     * @param headers instead of ours, or besides
     * @param file a whole message, instead of all else
     * @param signature how to sign it
     * @param compared whether a plain message with the same header is sent too
     */
    record Content(
            List<String> headers,
            Optional<String> body,
            Optional<String> file,
            Optional<Signature> signature,
            boolean compared) {
        Content {
            headers = List.copyOf(headers);
        }

        /** Whether the message stands where it can be read once only, or nowhere. */
        boolean isNoFile() {
            return file.isPresent() && (file.get().equals("-") || !Files.isRegularFile(Path.of(file.get())));
        }

        private Content in(String path) {
            return new Content(headers, body, Optional.of(path), signature, compared);
        }
    }

    /**
     * A signature by DKIM (RFC 6376).
     *
     * @param key the file with the private key
     */
    record Signature(String domain, String selector, String key) {}

    /** How long to wait: for the next byte, and in all. */
    record Times(Duration idle, Duration total) {}

    /**
     * What to wait for after the message was taken.
     *
     * @param expect where it should arrive
     * @param bounces where notifications about it would arrive
     * @param authservId what the receiver's server calls itself in Authentication-Results (RFC 8601)
     * @param terms of mailboxes that targets name
     */
    record Follow(
            Optional<MailboxAccess> expect,
            Optional<MailboxAccess> bounces,
            Duration patience,
            Optional<String> authservId,
            MailboxTerms terms) {

        boolean isAnywhere() {
            return expect.isPresent() || bounces.isPresent();
        }

        /** The same for a target that should arrive in a mailbox of its own. */
        Follow to(Target.Mailbox own) {
            var file = own.passwordFile().or(terms::passwordFile);
            var access = new MailboxAccess(
                    own.address(), file, terms.passwordVariable(), terms.inClear(), terms.authorities());
            return new Follow(Optional.of(access), bounces, patience, authservId, terms);
        }
    }

    /** On what terms any mailbox is opened in which something should arrive; as of {@link MailboxAccess}. */
    record MailboxTerms(
            Optional<String> passwordFile, String passwordVariable, boolean inClear, Optional<String> authorities) {}

    /**
     * A mailbox.
     *
     * @param passwordFile its first line is the password; without one, the environment has it
     * @param passwordVariable the variable of the environment
     * @param inClear whether the password may travel without encryption
     * @param authorities a file or folder with those whom to trust; empty for the Java installation's
     */
    record MailboxAccess(
            MailboxAddress address,
            Optional<String> passwordFile,
            String passwordVariable,
            boolean inClear,
            Optional<String> authorities) {}

    /**
     * A point to stop at.
     *
     * @param drops whether the connection is closed there without a word
     */
    record Stop(Stage after, boolean drops) {}

    /** The same with the message of another file. */
    SendRequest with(String file) {
        return new SendRequest(
                from,
                to,
                server,
                port,
                helo,
                link,
                security,
                login,
                envelope,
                content.in(file),
                pipeline,
                times,
                resolver,
                until,
                transcript,
                keepBody,
                follow,
                form,
                limits);
    }

    /** The same for one of many recipients, and with another server where that is named. */
    SendRequest to(
            String recipient, Optional<String> ownServer, Optional<Integer> ownPort, Optional<Follow> ownFollow) {
        return new SendRequest(
                from,
                recipient,
                ownServer.or(() -> server),
                ownPort.or(() -> port),
                helo,
                link,
                security,
                login,
                envelope,
                content,
                pipeline,
                times,
                resolver,
                until,
                transcript,
                keepBody,
                ownFollow,
                form,
                limits);
    }
}
