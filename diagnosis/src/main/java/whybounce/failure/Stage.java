package whybounce.failure;

/** The step of an SMTP session at which something happened. */
public enum Stage {
    CONNECT("connecting"),
    GREETING("greeting"),
    EHLO("EHLO"),
    HELO("HELO"),
    STARTTLS("STARTTLS"),
    AUTH("AUTH"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    DATA("DATA"),
    BDAT("BDAT"),
    END_OF_DATA("end of data"),
    RSET("RSET"),
    NOOP("NOOP"),
    VRFY("VRFY"),
    XCLIENT("XCLIENT"),
    QUIT("QUIT"),
    /** Only the reply reached us, as from James's stock delivery. */
    UNKNOWN("not known");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** The step as an administrator names it. */
    public String label() {
        return label;
    }
}
