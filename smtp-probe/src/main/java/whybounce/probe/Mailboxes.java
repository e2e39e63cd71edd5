package whybounce.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import whybounce.probe.SendRequest.MailboxAccess;
import whybounce.probe.home.MailboxLogin;
import whybounce.probe.session.Secret;

/** Finds the passwords of mailboxes, and whom to trust there. */
final class Mailboxes {

    private Mailboxes() {}

    static Optional<MailboxLogin> login(Optional<MailboxAccess> access) throws IOException {
        return access.isPresent() ? Optional.of(login(access.get())) : Optional.empty();
    }

    static MailboxLogin login(MailboxAccess access) throws IOException {
        if (access.passwordFile().isPresent()) {
            var file = access.passwordFile().get();
            try (var lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
                return login(access, lines.findFirst().orElse(""), "the file " + file);
            }
        }
        var password = Optional.ofNullable(System.getenv(access.passwordVariable()))
                .orElseThrow(() -> new IOException(access.address()
                        + " needs a password: in a file (--expect-password-file, --bounces-password-file) or in the"
                        + " environment, as " + access.passwordVariable()));
        return login(access, password, "the variable " + access.passwordVariable());
    }

    private static MailboxLogin login(MailboxAccess access, String password, String from) throws IOException {
        return new MailboxLogin(
                access.address(), Secret.of(password), from, access.inClear(), authorities(access.authorities()));
    }

    private static Optional<Set<X509Certificate>> authorities(Optional<String> path) throws IOException {
        return path.isPresent() ? Optional.of(new PemFile(path.get()).authorities()) : Optional.empty();
    }
}
