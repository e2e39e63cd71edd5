package whybounce.dsn.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import whybounce.explain.RemoteText;
import whybounce.reply.SmtpReply;

/** Values of the machine part: ASCII only, so that nothing in them can end a field. */
final class MachineText {

    /** More than any honest reply; the reply parser itself keeps up to 1 MiB. */
    static final int MAX_DIAGNOSTIC = 64 * 1024;

    private static final String CUT = "(the rest was left out)";

    private MachineText() {}

    /**
     * {@code text} with each character outside printable ASCII as {@code \x{HEX}}, the form of RFC 6533 section 3. A
     * backslash that would look like one is written so, too.
     */
    static String ascii(String text) {
        if (RemoteText.isPrintable(text) && text.indexOf('\\') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int[] all = text.codePoints().toArray();
        for (int i = 0; i < all.length; i++) {
            boolean lookalike = all[i] == '\\' && i + 2 < all.length && all[i + 1] == 'x' && all[i + 2] == '{';
            if (all[i] >= ' ' && all[i] < 0x7f && !lookalike) {
                out.append((char) all[i]);
            } else {
                out.append(String.format("\\x{%02X}", all[i]));
            }
        }
        return out.toString();
    }

    /** An address of type utf-8 for message/global-delivery-status: utf-8-addr-unitext of RFC 6533 section 3. */
    static String unitext(String address) {
        return address.replace("\\", "\\x{5C}").replace("+", "\\x{2B}").replace("=", "\\x{3D}");
    }

    /** A field whose value is a whole reply: each of its lines on a line of its own. */
    static List<String> reply(String name, SmtpReply reply, UnaryOperator<String> disclosed) {
        var lines = new ArrayList<String>();
        var front = name + ": smtp; ";
        int room = MAX_DIAGNOSTIC;
        for (var line : reply.lines()) {
            var text = ascii(disclosed.apply(line.bytes().text()));
            if (text.isBlank()) {
                continue;
            }
            room -= text.length();
            lines.add(Lines.folded(front + (room < 0 ? CUT : text)));
            front = " ";
            if (room < 0) {
                break;
            }
        }
        return lines;
    }
}
