package whybounce.probe.session;

import java.util.Map;
import whybounce.failure.Stage;

/**
 * One command.
 *
 * @param line as it is sent, without the line end
 * @param wanted the first digit of the answer that means yes
 */
public record SmtpCommand(Stage stage, String line, int wanted) {

    private static final int DONE = 2;
    private static final int GO_ON = 3;

    public SmtpCommand {
        CommandText.line("a command", line);
    }

    static SmtpCommand ehlo(String name) {
        return new SmtpCommand(Stage.EHLO, "EHLO " + CommandText.word("our name", name), DONE);
    }

    static SmtpCommand helo(String name) {
        return new SmtpCommand(Stage.HELO, "HELO " + CommandText.word("our name", name), DONE);
    }

    /** RFC 2033 section 4.1. */
    static SmtpCommand lhlo(String name) {
        return new SmtpCommand(Stage.EHLO, "LHLO " + CommandText.word("our name", name), DONE);
    }

    static SmtpCommand startTls() {
        return new SmtpCommand(Stage.STARTTLS, "STARTTLS", DONE);
    }

    /** MAIL FROM; an empty sender is the null sender of reports. */
    public static SmtpCommand mail(String sender, MailParameters parameters) {
        var path = CommandText.path("the sender", sender, parameters.utf8());
        return new SmtpCommand(Stage.MAIL, "MAIL FROM:" + path + parameters.text(), DONE);
    }

    /** RCPT TO. */
    public static SmtpCommand rcpt(String recipient, RcptParameters parameters) {
        var path = CommandText.path("the recipient", recipient, parameters.utf8());
        return new SmtpCommand(Stage.RCPT, "RCPT TO:" + path + parameters.text(), DONE);
    }

    public static SmtpCommand data() {
        return new SmtpCommand(Stage.DATA, "DATA", GO_ON);
    }

    /** RFC 3030 section 2. */
    static SmtpCommand bdat(int octets, boolean last) {
        return new SmtpCommand(Stage.BDAT, "BDAT " + octets + (last ? " LAST" : ""), DONE);
    }

    public static SmtpCommand vrfy(String name) {
        return new SmtpCommand(Stage.VRFY, "VRFY " + CommandText.line("the name", name), DONE);
    }

    public static SmtpCommand noop() {
        return new SmtpCommand(Stage.NOOP, "NOOP", DONE);
    }

    public static SmtpCommand rset() {
        return new SmtpCommand(Stage.RSET, "RSET", DONE);
    }

    static SmtpCommand quit() {
        return new SmtpCommand(Stage.QUIT, "QUIT", DONE);
    }

    /** Postfix's XCLIENT: names such as ADDR and HELO, with their values. */
    static SmtpCommand xclient(Map<String, String> attributes) {
        var line = new StringBuilder("XCLIENT");
        attributes.forEach((name, value) -> line.append(' ')
                .append(CommandText.word("an attribute of XCLIENT", name))
                .append('=')
                .append(CommandText.xtext(CommandText.line(name, value))));
        return new SmtpCommand(Stage.XCLIENT, line.toString(), DONE);
    }
}
