package whybounce.mailets.james;

import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * One command of ours and what came back.
 *
 * @param code what javax.mail acted on; 0 or less when there was no reply to act on
 * @param closed the other side closed before the reply was whole
 */
record Exchange(Stage stage, SmtpReply reply, int code, boolean closed) {

    /** Whether javax.mail goes on after this. */
    boolean accepted() {
        return switch (stage) {
            case GREETING, STARTTLS -> code == 220;
            case EHLO, HELO, MAIL, END_OF_DATA, BDAT -> code == 250;
            case RCPT -> code == 250 || code == 251;
            case DATA -> code == 354;
            case AUTH -> code == 235 || code == 334;
            case CONNECT, RSET, NOOP, VRFY, XCLIENT, QUIT, UNKNOWN -> code / 100 == 2;
        };
    }

    boolean refused() {
        return !closed && (code / 100 == 4 || code / 100 == 5);
    }
}
