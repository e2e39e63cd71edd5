package whybounce.dsn.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.explain.Explanation;
import whybounce.explain.Frame;
import whybounce.explain.Frames;
import whybounce.explain.TextPage.Fact;

/**
 * The human part before it is laid out as text or HTML.
 *
 * @param headline one sentence for the whole report
 * @param groups recipients with the same cause and explanation, in the order of the report
 * @param message what is known of the message, by label
 * @param returned how much of the original is attached
 */
record Letter(
        Frames frames,
        String headline,
        boolean delayed,
        List<Group> groups,
        List<Fact> message,
        String returned,
        Contact contact) {

    Letter {
        groups = List.copyOf(groups);
        message = List.copyOf(message);
    }

    /**
     * Recipients that are told the same.
     *
     * @param quotes what other servers said, each answer once
     * @param admin labels and values for an administrator; empty for a foreign sender
     */
    record Group(
            Explanation explanation, String headline, List<String> recipients, List<Quoted> quotes, List<Fact> admin) {
        Group {
            recipients = List.copyOf(recipients);
            quotes = List.copyOf(quotes);
            admin = List.copyOf(admin);
        }

        /** The quotes, with a caption only where it is another one than above. */
        List<Quoted> captioned() {
            var shown = new ArrayList<Quoted>();
            var above = "";
            for (var quoted : quotes) {
                shown.add(
                        quoted.caption().equals(above)
                                ? new Quoted(quoted.title(), "", quoted.lines(), quoted.cut())
                                : quoted);
                above = quoted.caption();
            }
            return shown;
        }

        /** A line that says for whom the words above it hold, where they name only the first of several. */
        Optional<String> sameForOthers(Frames frames) {
            return recipients.size() > 1
                    ? Optional.of(frames.text(Frame.SAME_FOR_OTHERS, Map.of("recipient", recipients.getFirst())))
                    : Optional.empty();
        }
    }

    /**
     * One answer.
     *
     * @param title of the section it stands in
     * @param caption whose words these are
     * @param lines without the words of ours; empty when there was no answer, which the caption then says
     */
    record Quoted(Frame title, String caption, List<String> lines, boolean cut) {
        Quoted {
            lines = List.copyOf(lines);
        }
    }

    String title(Frame frame) {
        return frames.text(frame);
    }

    /** What stands above the administrator's part of a group, where there are several. */
    String adminTitle(Group group) {
        var recipients = group.recipients();
        var values = Map.of(
                "k", Integer.toString(groups.indexOf(group) + 1),
                "n", Integer.toString(groups.size()),
                "recipient", recipients.getFirst(),
                "more", Integer.toString(recipients.size() - 1));
        return frames.text(recipients.size() > 1 ? Frame.TITLE_ADMIN_GROUP_MANY : Frame.TITLE_ADMIN_GROUP, values);
    }

    Frame recipientsTitle() {
        return delayed ? Frame.TITLE_RECIPIENTS_DELAYED : Frame.TITLE_RECIPIENTS_FAILED;
    }
}
