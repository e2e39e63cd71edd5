package whybounce.reply;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import whybounce.reply.SmtpReply.Line;
import whybounce.reply.SmtpReply.Separator;
import whybounce.reply.SmtpReply.Terminator;

/** Looks at the lines of a reply for what is odd about them. */
final class ReplyFlags {

    // RFC 5321 section 4.5.3.1.5: 512 octets with code and CR LF.
    private static final int LONGEST_LINE = 510;

    private static final int CR_LF = 2;

    private final List<Line> lines;
    private final Reception reception;
    private final Set<ReplyFlag> flags = EnumSet.noneOf(ReplyFlag.class);

    private ReplyFlags(SmtpReply reply) {
        this.lines = reply.lines();
        this.reception = reply.reception();
    }

    static Set<ReplyFlag> of(SmtpReply reply) {
        var flags = new ReplyFlags(reply);
        flags.look();
        return Set.copyOf(flags.flags);
    }

    private void look() {
        flag(lines.isEmpty(), ReplyFlag.EMPTY);
        flag(
                lines.size() >= ReplyParser.MAX_LINES || size() >= ReplyParser.MAX_BYTES || reception.isCut(),
                ReplyFlag.CUT);
        flag(reception.unsolicited(), ReplyFlag.UNSOLICITED);
        end();
        flag(
                !lines.isEmpty() && lines.stream().allMatch(line -> line.text().isBlank() && line.code() > 0),
                ReplyFlag.NO_TEXT);
        flag(
                lines.stream()
                                .mapToInt(Line::code)
                                .filter(code -> code > 0)
                                .distinct()
                                .count()
                        > 1,
                ReplyFlag.MIXED_CODES);
        for (int i = 0; i < lines.size(); i++) {
            shape(lines.get(i), i == lines.size() - 1);
            bytes(lines.get(i));
        }
    }

    private void end() {
        switch (reception.end()) {
            case WHOLE, TOO_LONG -> {}
            case CLOSED -> flags.add(ReplyFlag.CLOSED);
            case RESET -> flags.add(ReplyFlag.RESET);
            case SILENCE -> flags.add(ReplyFlag.SILENCE);
            case DEADLINE -> flags.add(ReplyFlag.DEADLINE);
        }
    }

    private long size() {
        return lines.stream().mapToLong(line -> line.bytes().length() + CR_LF).sum();
    }

    private void shape(Line line, boolean last) {
        flag(line.code() == 0, ReplyFlag.LINE_WITHOUT_CODE);
        flag(isShortCode(line), ReplyFlag.SHORT_CODE);
        flag(line.code() > 0 && (line.code() < 200 || line.code() > 599), ReplyFlag.CODE_OUT_OF_RANGE);
        flag(line.separator() == Separator.ODD, ReplyFlag.ODD_SEPARATOR);
        flag(last && line.separator() == Separator.MORE, ReplyFlag.UNFINISHED);
        flag(!last && line.separator() == Separator.LAST, ReplyFlag.CONTINUED_AFTER_END);
        flag(line.terminator() == Terminator.LF, ReplyFlag.BARE_LF);
        flag(line.terminator() == Terminator.CR, ReplyFlag.BARE_CR);
        flag(line.bytes().length() > LONGEST_LINE, ReplyFlag.LONG_LINE);
        flag(line.isCut(), ReplyFlag.CUT);
    }

    private static boolean isShortCode(Line line) {
        int digits = 0;
        while (digits < line.text().length()
                && line.text().charAt(digits) >= '0'
                && line.text().charAt(digits) <= '9') {
            digits++;
        }
        return line.code() == 0 && (digits == 1 || digits == 2);
    }

    private void bytes(Line line) {
        var octets = line.bytes();
        boolean ascii = true;
        for (byte b : octets.toByteArray()) {
            ascii &= b >= 0;
            flag(b == '\r', ReplyFlag.BARE_CR);
            flag((b >= 0 && b < ' ' && b != '\t' && b != '\r') || b == 127, ReplyFlag.CONTROL_CHARACTER);
        }
        flag(!ascii, ReplyFlag.NOT_ASCII);
        // What was left out may begin within a character.
        flag(!ascii && !line.isCut() && !octets.isUtf8(), ReplyFlag.NOT_UTF8);
    }

    private void flag(boolean is, ReplyFlag flag) {
        if (is) {
            flags.add(flag);
        }
    }
}
