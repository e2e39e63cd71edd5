package whybounce.probe.session;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What MAIL says besides the sender.
 *
 * @param size the message's length in octets (RFC 1870)
 * @param utf8 SMTPUTF8 (RFC 6531)
 * @param ret what a report is to return (RFC 3461 section 4.3)
 * @param envid the sender's name for the envelope (RFC 3461 section 4.4)
 * @param requireTls REQUIRETLS (RFC 8689)
 */
public record MailParameters(
        OptionalLong size,
        Optional<Body> body,
        boolean utf8,
        Optional<Ret> ret,
        Optional<String> envid,
        boolean requireTls) {

    public static final MailParameters NONE = new MailParameters(
            OptionalLong.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), false);

    /** RFC 6152, RFC 3030 section 3. */
    public enum Body {
        SEVEN_BIT("7BIT"),
        EIGHT_BIT("8BITMIME"),
        BINARY("BINARYMIME");

        private final String keyword;

        Body(String keyword) {
            this.keyword = keyword;
        }
    }

    public enum Ret {
        FULL,
        HDRS
    }

    public MailParameters withSize(long octets) {
        return new MailParameters(OptionalLong.of(octets), body, utf8, ret, envid, requireTls);
    }

    public MailParameters with(Body kind) {
        return new MailParameters(size, Optional.of(kind), utf8, ret, envid, requireTls);
    }

    public MailParameters withUtf8() {
        return new MailParameters(size, body, true, ret, envid, requireTls);
    }

    public MailParameters with(Ret what) {
        return new MailParameters(size, body, utf8, Optional.of(what), envid, requireTls);
    }

    public MailParameters withEnvid(String name) {
        return new MailParameters(size, body, utf8, ret, Optional.of(name), requireTls);
    }

    public MailParameters withRequireTls() {
        return new MailParameters(size, body, utf8, ret, envid, true);
    }

    /** As they stand in the command, each with a space in front. */
    String text() {
        var text = new StringBuilder();
        size.ifPresent(octets -> text.append(" SIZE=").append(octets));
        body.ifPresent(kind -> text.append(" BODY=").append(kind.keyword));
        text.append(utf8 ? " SMTPUTF8" : "");
        ret.ifPresent(what -> text.append(" RET=").append(what.name()));
        envid.ifPresent(name -> text.append(" ENVID=").append(CommandText.xtext(CommandText.line("ENVID", name))));
        text.append(requireTls ? " REQUIRETLS" : "");
        return text.toString();
    }
}
