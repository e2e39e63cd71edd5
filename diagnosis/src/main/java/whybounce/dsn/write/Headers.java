package whybounce.dsn.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.RemoteText;
import whybounce.failure.RecipientOutcome.Action;

/** The header of a report. */
final class Headers {

    /** A subject longer than this says nothing more. */
    private static final int MAX_SUBJECT = 120;

    /** RFC 5322 section 3.6.4 sets no limit; a thread needs the newest. */
    private static final int MAX_REFERENCES = 20;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

    private static final Pattern BRACKETS = Pattern.compile("[<>]");

    private final Report report;
    private final Frames frames;

    Headers(Report report) {
        this.report = report;
        this.frames = Frames.of(report.reader().locale());
    }

    void write(Lines out) throws IOException {
        var name = RemoteText.name(report.contact().name());
        out.field("From", EncodedWord.phrase(name) + " <" + address(report.from()) + ">");
        out.field("To", "<" + address(report.to()) + ">");
        out.field("Subject", EncodedWord.of(subject()));
        out.field("Date", MachinePart.DATE.format(report.date()));
        out.field("Message-ID", "<" + MachineText.ascii(RemoteText.name(report.messageId())) + ">");
        thread(out);
        // RFC 3834 section 5: a DSN is an automatic answer to a message.
        out.field("Auto-Submitted", "auto-replied");
        out.field("Content-Language", frames.locale().toLanguageTag());
        out.field("MIME-Version", "1.0");
    }

    private String subject() {
        boolean delayed = report.recipients().getFirst().outcome().action() == Action.DELAYED;
        if (!report.reader().mayKnowInside()) {
            return frames.text(delayed ? Frame.SUBJECT_DELAYED_FOREIGN : Frame.SUBJECT_FAILED_FOREIGN);
        }
        var subject = report.original().subject().map(RemoteText::name).filter(text -> !text.isEmpty());
        return frames.text(
                delayed ? Frame.SUBJECT_DELAYED : Frame.SUBJECT_FAILED,
                subject.map(text -> Map.of("subject", shortened(text))).orElse(Map.of()));
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_SUBJECT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_SUBJECT - 1)) ? MAX_SUBJECT - 1 : MAX_SUBJECT;
        return text.substring(0, end).stripTrailing() + "…";
    }

    private void thread(Lines out) throws IOException {
        var parent = report.original()
                .messageId()
                .filter(id -> MESSAGE_ID.matcher(id).matches());
        var ids = new ArrayList<String>(references());
        if (parent.isPresent()) {
            out.field("In-Reply-To", parent.get());
            ids.remove(parent.get());
            ids.add(parent.get());
        }
        if (!ids.isEmpty()) {
            out.field("References", String.join(" ", ids));
        }
    }

    private List<String> references() {
        var ids = report.original().references().stream()
                .flatMap(text -> MESSAGE_ID.matcher(text).results())
                .map(match -> match.group())
                .toList();
        return ids.subList(Math.max(0, ids.size() - MAX_REFERENCES), ids.size());
    }

    private static String address(String address) {
        return BRACKETS.matcher(RemoteText.name(address)).replaceAll("");
    }
}
