package whybounce.probe.home;

import whybounce.probe.session.Secret;

/**
 * A mailbox and its password.
 *
 * @param passwordFrom where the password was found, for people: {@code the file "bob.password"}
 * @param inClear whether the password may travel without encryption, other than on this machine
 */
public record MailboxLogin(MailboxAddress address, Secret secret, String passwordFrom, boolean inClear) {}
