package whybounce.dsn.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import whybounce.dsn.write.OriginalBytes.Look;
import whybounce.explain.Addressed;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.TextPage;
import whybounce.failure.RecipientOutcome.Action;

/** The three parts of a report (RFC 6522 section 3) and what holds them together. */
final class Multipart {

    private final Report report;
    private final Lines lines;
    private final String boundary;
    private final OriginalBytes original;
    private final Optional<Look> look;
    private final MachinePart machine;

    Multipart(Report report, Lines lines, String boundary, OriginalBytes original, Optional<Look> look) {
        this.report = report;
        this.lines = lines;
        this.boundary = boundary;
        this.original = original;
        this.look = look;
        this.machine = new MachinePart(report);
    }

    void write(OutputStream out, boolean explained) throws IOException {
        new Headers(report).write(lines);
        lines.line("Content-Type: multipart/report; report-type=delivery-status;");
        lines.line("\tboundary=\"" + boundary + "\"");
        lines.line("Content-Transfer-Encoding: " + encoding());
        next();
        if (explained) {
            explained();
        } else {
            TextBody.write(lines, "text/plain", plain());
        }
        next();
        machine.write(lines);
        if (look.isPresent()) {
            next();
            original(out, look.get());
        }
        lines.blank().line("--" + boundary + "--");
    }

    private void next() throws IOException {
        lines.blank().line("--" + boundary);
    }

    // RFC 2045 section 6.4: a multipart's encoding is the widest of its parts'.
    private String encoding() {
        var third = look.map(Look::encoding).orElse("7bit");
        return third.equals("7bit") && machine.international() ? "8bit" : third;
    }

    private void explained() throws IOException {
        var letter = new LetterComposer(report).letter(look.isPresent());
        // Not the outer one with something behind it: some readers compare only as far as the outer one goes.
        var inner = boundary.replace("=_whybounce_", "=_whybounce_a_");
        lines.line("Content-Type: multipart/alternative;");
        lines.line("\tboundary=\"" + inner + "\"");
        lines.blank();
        lines.line("--" + inner);
        TextBody.write(lines, "text/plain", TextPart.of(letter));
        lines.blank().line("--" + inner);
        TextBody.write(lines, "text/html", HtmlPart.of(letter));
        lines.blank().line("--" + inner + "--");
    }

    private String plain() {
        var frames = Frames.of(report.reader().locale());
        boolean delayed = report.recipients().getFirst().outcome().action() == Action.DELAYED;
        return new TextPage(Lines.END)
                .paragraph(frames.text(
                        delayed ? Frame.PLAIN_INTRO_DELAYED : Frame.PLAIN_INTRO_FAILED,
                        Map.of("message", LetterComposer.message(report.reader(), frames))))
                .blank()
                .indented(report.recipients().stream()
                        .map(told -> Addressed.of(told.outcome()))
                        .toList())
                .paragraph(frames.text(Frame.PLAIN_NOTE))
                .paragraph(report.contact().name())
                .text();
    }

    // RFC 6522 section 3; RFC 6533 section 5 for a message with international headers.
    private void original(OutputStream out, Look found) throws IOException {
        boolean international = machine.international() && found.nonAscii();
        var type = switch (report.original().returned()) {
            case WHOLE -> international ? "message/global" : "message/rfc822";
            case HEADERS -> international ? "message/global-headers" : "text/rfc822-headers";
        };
        lines.line("Content-Type: " + type);
        if (found.cut()) {
            lines.line("Content-Description: the first " + HeaderSection.MAX + " octets of the header");
        }
        lines.line("Content-Transfer-Encoding: " + found.encoding());
        lines.blank();
        original.copy(out);
    }
}
