package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import com.sun.mail.util.MailConnectException;
import com.sun.mail.util.SocketConnectException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.internet.InternetAddress;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Exceptions as javax.mail and James throw them. */
class ExceptionChainTest {

    private static final Address[] NOBODY = {};

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void eachChainIsOneFailure(String name, Throwable thrown, Optional<DeliveryFailure> failure) {
        assertThat(new ExceptionChain(thrown).failure("two@example.org")).isEqualTo(failure);
    }

    static Stream<Arguments> chains() throws Exception {
        var both = address("one@example.org", 550, "550 5.1.1 one\n");
        both.setNextException(address("two@example.org", 452, "452-4.2.2 two\n452 4.2.2 full\n"));
        return Stream.of(
                row(
                        "each recipient its own",
                        new SendFailedException("Invalid Addresses", both, NOBODY, NOBODY, NOBODY),
                        refused(Stage.RCPT, "452-4.2.2 two\n452 4.2.2 full")),
                row(
                        "behind too many retries",
                        new Exception("Too many retries failure.", both),
                        refused(Stage.RCPT, "452-4.2.2 two\n452 4.2.2 full")),
                row("another's refusal alone", address("one@example.org", 550, "550 one\n"), Optional.empty()),
                row("after DATA", send(".", 554, "554 5.7.1 spam\n"), refused(Stage.END_OF_DATA, "554 5.7.1 spam")),
                row("at DATA", send("DATA", 451, "451 later\n"), refused(Stage.DATA, "451 later")),
                row("at MAIL", sender(), refused(Stage.MAIL, "550 5.7.1 you\n550 no")),
                row(
                        "in UTF-8 read as Latin-1",
                        send(".", 550, "550 \u00c3\u00a9\n"),
                        refused(Stage.END_OF_DATA, "550 é")),
                row(
                        "a bare reply",
                        new MessagingException("454 4.7.0 not now\n"),
                        refused(Stage.UNKNOWN, "454 4.7.0 not now")),
                row("partly sent", send(".", 250, "250 ok\n"), Optional.empty()),
                row(
                        "port closed",
                        connect(new ConnectException("Connection refused")),
                        unreachable(Unreachable.Why.REFUSED)),
                row(
                        "no answer to the SYN",
                        connect(new SocketTimeoutException("Connect timed out")),
                        unreachable(Unreachable.Why.TIMED_OUT)),
                row(
                        "no route",
                        connect(new NoRouteToHostException("No route to host")),
                        unreachable(Unreachable.Why.NO_ROUTE)),
                row(
                        "no network",
                        connect(new ConnectException("Network is unreachable")),
                        unreachable(Unreachable.Why.NETWORK_UNREACHABLE)),
                row(
                        "silence",
                        new MessagingException(
                                "Exception reading response", new SocketTimeoutException("Read timed out")),
                        broken(Broken.How.TIMED_OUT)),
                row(
                        "reset",
                        new MessagingException(
                                "Can't send command to SMTP host", new SocketException("Connection reset")),
                        broken(Broken.How.RESET)),
                row(
                        "no trust",
                        new MessagingException(
                                "Could not convert socket to TLS",
                                new SSLHandshakeException("PKIX path building failed")),
                        Optional.of(new TlsFailed("PKIX path building failed", Optional.empty()))),
                row("only words", new MessagingException("There are no DNS entries"), Optional.empty()));
    }

    private static Arguments row(String name, Throwable thrown, Optional<DeliveryFailure> failure) {
        return Arguments.of(name, thrown, failure);
    }

    private static SMTPAddressFailedException address(String to, int code, String said) throws Exception {
        return new SMTPAddressFailedException(new InternetAddress(to), "RCPT TO:<" + to + ">", code, said);
    }

    private static SMTPSendFailedException send(String command, int code, String said) {
        return new SMTPSendFailedException(command, code, said, null, NOBODY, NOBODY, NOBODY);
    }

    private static MessagingException sender() throws Exception {
        var failed = send("MAIL FROM:<a@example.net>", 550, "550 5.7.1 you\n550 no\n");
        failed.setNextException(new SMTPSenderFailedException(
                new InternetAddress("a@example.net"), "MAIL FROM:<a@example.net>", 550, "550 5.7.1 you\n550 no\n"));
        return failed;
    }

    private static MessagingException connect(Exception why) {
        return new MailConnectException(new SocketConnectException("x", why, "mx1.example.org", 25, 60_000));
    }

    private static Optional<DeliveryFailure> refused(Stage stage, String reply) {
        return Optional.of(new Refused(stage, SmtpReply.parse(reply)));
    }

    private static Optional<DeliveryFailure> unreachable(Unreachable.Why why) {
        return Optional.of(new Unreachable(why));
    }

    private static Optional<DeliveryFailure> broken(Broken.How how) {
        return Optional.of(new Broken(Stage.UNKNOWN, how, Optional.empty()));
    }
}
