package whybounce.probe.home;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import whybounce.probe.session.Secret;

/**
 * A mailbox and its password.
 *
 * @param passwordFrom where the password was found, for people: {@code the file "bob.password"}
 * @param inClear whether the password may travel without encryption, other than on this machine
 * @param authorities whom to trust when the server shows its certificate; empty for those of the Java installation
 */
public record MailboxLogin(
        MailboxAddress address,
        Secret secret,
        String passwordFrom,
        boolean inClear,
        Optional<Set<X509Certificate>> authorities) {

    public MailboxLogin {
        authorities = authorities.map(Set::copyOf);
    }
}
