package whybounce.mailets.james;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import javax.net.ssl.SSLException;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Stage;

/** What the exceptions of sockets, TLS and javax.mail mean where no reply came. */
final class IoFailure {

    /** A longer chain is a loop. */
    private static final int LONGEST_CHAIN = 20;

    private IoFailure() {}

    /** The failure that these exceptions tell of, when they tell of the network at all. */
    static Optional<DeliveryFailure> of(Throwable thrown, Stage stage) {
        var chain = chain(thrown);
        if (tlsBegins(stage) && chain.stream().anyMatch(IoFailure::isTls)) {
            return Optional.of(new TlsFailed(tlsDetail(chain), Optional.empty()));
        }
        return chain.stream()
                .filter(IOException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .map(cause -> stage == Stage.CONNECT ? connecting(cause) : talking(cause, stage));
    }

    private static boolean tlsBegins(Stage stage) {
        return stage == Stage.CONNECT || stage == Stage.STARTTLS || stage == Stage.UNKNOWN;
    }

    /** The exception, what javax.mail put behind it, and their causes, outermost first. */
    static List<Throwable> chain(Throwable thrown) {
        return Stream.iterate(Optional.of(thrown), Optional::isPresent, IoFailure::next)
                .flatMap(Optional::stream)
                .limit(LONGEST_CHAIN)
                .toList();
    }

    private static Optional<Throwable> next(Optional<Throwable> here) {
        return here.flatMap(thrown -> thrown instanceof MessagingException mail && mail.getNextException() != null
                ? Optional.of(mail.getNextException())
                : Optional.ofNullable(thrown.getCause()));
    }

    private static boolean isTls(Throwable thrown) {
        return thrown instanceof SSLException
                || thrown instanceof CertificateException
                || message(thrown).contains("Could not convert socket to TLS")
                || message(thrown).contains("not trusted: ");
    }

    /** The words of the innermost exception that has some, which name what is wrong with the certificate. */
    private static String tlsDetail(List<Throwable> chain) {
        return chain.reversed().stream()
                .map(IoFailure::message)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("the handshake failed");
    }

    private static DeliveryFailure connecting(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return new NoRoute(message(cause), NoRoute.Why.NO_SUCH_DOMAIN);
        }
        return new Unreachable(why(cause));
    }

    // The JDK hands on the words of the operating system; there is no code.
    private static Unreachable.Why why(Throwable cause) {
        var text = message(cause).toLowerCase(Locale.ROOT);
        if (cause instanceof SocketTimeoutException || text.contains("timed out")) {
            return Unreachable.Why.TIMED_OUT;
        }
        if (text.contains("network is unreachable")) {
            return Unreachable.Why.NETWORK_UNREACHABLE;
        }
        if (cause instanceof NoRouteToHostException || text.contains("no route")) {
            return Unreachable.Why.NO_ROUTE;
        }
        return cause instanceof ConnectException || text.contains("refused")
                ? Unreachable.Why.REFUSED
                : Unreachable.Why.UNKNOWN;
    }

    private static DeliveryFailure talking(Throwable cause, Stage stage) {
        return new Broken(stage, how(cause), Optional.empty());
    }

    private static Broken.How how(Throwable cause) {
        var text = message(cause).toLowerCase(Locale.ROOT);
        if (cause instanceof SocketTimeoutException || text.contains("timed out")) {
            return Broken.How.TIMED_OUT;
        }
        return text.contains("reset") || text.contains("broken pipe") || text.contains("aborted")
                ? Broken.How.RESET
                : Broken.How.CLOSED;
    }

    static String message(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse("");
    }
}
