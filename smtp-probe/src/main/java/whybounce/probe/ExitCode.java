package whybounce.probe;

import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Stage;

/** How a command ended; the same numbers for every command of smtp-probe. */
public record ExitCode(int number) {

    public static final ExitCode GOOD = new ExitCode(0);

    /** A finding, or something that could not be read. */
    public static final ExitCode PROBLEM = new ExitCode(1);

    public static final ExitCode WRONG_USAGE = new ExitCode(2);

    /** There is no answer: for a reply, no cause is known; for a name, the DNS was silent. */
    public static final ExitCode UNDETERMINED = new ExitCode(3);

    /** Ctrl-C, as a shell has it: 128 and the number of SIGINT. */
    static final ExitCode STOPPED = new ExitCode(130);

    static final ExitCode NOT_ARRIVED = new ExitCode(31);
    static final ExitCode IN_JUNK = new ExitCode(32);
    static final ExitCode BOUNCED = new ExitCode(33);

    private static final int NO_CONNECTION = 20;
    private static final int NO_ROUTE = 30;
    private static final int TLS = 29;

    /** Added where the server said that it may go well later. */
    private static final int DEFERRED = 40;

    /** Of a message that was not taken: by the stage at which it failed, as swaks has it. */
    static ExitCode of(DeliveryFailure failure) {
        if (failure instanceof Refused(var stage, var said)) {
            return new ExitCode(number(stage) + (said.isTransient() ? DEFERRED : 0));
        }
        if (failure instanceof Broken broken) {
            return new ExitCode(number(broken.stage()));
        }
        if (failure instanceof TlsFailed tls) {
            return new ExitCode(
                    TLS + (tls.reply().filter(said -> said.isTransient()).isPresent() ? DEFERRED : 0));
        }
        if (failure instanceof Unreachable) {
            return new ExitCode(NO_CONNECTION);
        }
        if (failure instanceof NoRoute route) {
            return route.isTransient() ? UNDETERMINED : new ExitCode(NO_ROUTE);
        }
        return PROBLEM; // One of our own.
    }

    private static int number(Stage stage) {
        return switch (stage) {
            case CONNECT -> NO_CONNECTION;
            case GREETING -> 21;
            case EHLO, HELO, XCLIENT -> 22;
            case MAIL -> 23;
            case RCPT, VRFY -> 24;
            case DATA -> 25;
            case END_OF_DATA, BDAT -> 26;
            case AUTH -> 28;
            case STARTTLS -> TLS;
            case RSET, NOOP, QUIT, UNKNOWN -> 1;
        };
    }
}
