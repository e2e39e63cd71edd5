package whybounce.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.SendRequest.Login;
import whybounce.probe.SendRequest.Proxy;
import whybounce.probe.SendRequest.Spoken;
import whybounce.probe.session.Credentials;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.OwnName;
import whybounce.probe.session.Patience;
import whybounce.probe.session.ProxyHeader;
import whybounce.probe.session.Secret;
import whybounce.probe.session.SessionOptions;
import whybounce.probe.session.Tls;
import whybounce.probe.session.Tls.ClientCertificate;
import whybounce.probe.session.Transcript;

/** On what terms a request has us talk with a server: who we are, how we prove it, and what we want proved. */
final class Terms {

    private final SendRequest request;
    private final Optional<Credentials> credentials;
    private final Optional<ClientCertificate> certificate;
    private final Optional<Set<X509Certificate>> authorities;

    private Terms(
            SendRequest request,
            Optional<Credentials> credentials,
            Optional<ClientCertificate> certificate,
            Optional<Set<X509Certificate>> authorities) {
        this.request = request;
        this.credentials = credentials;
        this.certificate = certificate;
        this.authorities = authorities;
    }

    /** Reads the files that the request names. */
    static Terms of(SendRequest request) throws IOException {
        var trusted = request.security().authorities();
        return new Terms(
                request,
                credentials(request),
                certificate(request),
                trusted.isPresent() ? Optional.of(new PemFile(trusted.get()).authorities()) : Optional.empty());
    }

    private static Optional<ClientCertificate> certificate(SendRequest request) throws IOException {
        var file = request.security().certificate();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var key = new PemFile(request.security().key().orElse(file.get())).key();
        return Optional.of(new ClientCertificate(key, new PemFile(file.get()).certificates()));
    }

    private static Optional<Credentials> credentials(SendRequest request) throws IOException {
        if (request.login().isEmpty()) {
            return Optional.empty();
        }
        var login = request.login().get();
        var secret = Secret.of(password(login));
        return Optional.of(
                switch (login.mechanism()) {
                    case "PLAIN" -> new Credentials.Plain(login.user(), secret);
                    case "LOGIN" -> new Credentials.Login(login.user(), secret);
                    case "CRAM-MD5" -> new Credentials.CramMd5(login.user(), secret);
                    case "XOAUTH2" -> new Credentials.Xoauth2(login.user(), secret);
                    default -> new Credentials.ScramSha256(login.user(), secret);
                });
    }

    private static String password(Login login) throws IOException {
        try (var lines = Files.lines(Path.of(login.passwordFile()), StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        }
    }

    /** Our own name. */
    String helo() {
        return request.helo().orElseGet(OwnName::get);
    }

    Optional<Credentials> credentials() {
        return credentials;
    }

    /** How encryption is asked for. */
    Tls tls(Endpoint endpoint) {
        var tls = Tls.of(request.security().serverName().orElse(endpoint.host()));
        if (authorities.isPresent()) {
            tls = tls.trusting(authorities.get());
        }
        if (certificate.isPresent()) {
            tls = tls.with(certificate.get());
        }
        return request.security().verify() ? tls.strictly() : tls;
    }

    SessionOptions options(Endpoint endpoint, Transcript told) {
        var times = request.times();
        var options = SessionOptions.USUAL
                .with(new Patience(times.idle(), times.idle(), times.total()))
                .with(told);
        if (request.link().spoken() == Spoken.LMTP) {
            options = options.with(SessionOptions.Protocol.LMTP);
        }
        if (request.link().local().isPresent()) {
            options = options.from(new InetSocketAddress(request.link().local().get(), 0));
        }
        if (request.link().proxy().isPresent()) {
            options = options.with(header(request.link().proxy().get(), endpoint));
        }
        if (request.security().encryption() == Encryption.FROM_THE_FIRST_BYTE) {
            options = options.with(tls(endpoint));
        }
        return request.login().filter(Login::inClear).isPresent() ? options.withAuthInClear() : options;
    }

    private static ProxyHeader header(Proxy proxy, Endpoint endpoint) {
        var destination = new InetSocketAddress(
                proxy.destination().orElse(endpoint.address()), proxy.port().orElse(endpoint.port()));
        return proxy.version() == 1
                ? ProxyHeader.version1(proxy.source(), destination)
                : ProxyHeader.version2(proxy.source(), destination);
    }
}
