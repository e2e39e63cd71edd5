package whybounce.probe.many;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import whybounce.probe.many.Target.Line;

/**
 * A file of targets: one on each line, an address or a server and an address; {@code #} begins a comment.
 *
 * @param mistakes what is wrong, with the numbers of the lines; nothing may be sent then
 */
public record TargetFile(List<Target> targets, List<String> mistakes) {

    /** More would only hide the first. */
    private static final int MOST_MISTAKES = 10;

    /** Ten times what a list for a test has; each takes some hundred octets of memory. */
    static final int MOST_TARGETS = 1_000_000;

    public TargetFile {
        targets = List.copyOf(targets);
        mistakes = List.copyOf(mistakes);
    }

    /** Reads it; {@code name} is what it is called in {@link #mistakes}. */
    public static TargetFile read(InputStream in, String name) throws IOException {
        var targets = new ArrayList<Target>();
        var mistakes = new ArrayList<String>();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
            number++;
            switch (Target.parse(number == 1 ? withoutMark(text) : text)) {
                case Line.Blank blank -> {}
                case Line.Read(var target) -> targets.add(target);
                case Line.Wrong(var why) -> mistakes.add(name + ":" + number + ": " + why);
            }
            if (mistakes.size() >= MOST_MISTAKES || targets.size() > MOST_TARGETS) {
                break;
            }
        }
        if (targets.size() > MOST_TARGETS) {
            mistakes.add(name + ": more than " + MOST_TARGETS + " targets");
        }
        if (targets.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(name + ": there is no target in it");
        }
        return new TargetFile(targets, mistakes);
    }

    /** What some editors put before the first character. */
    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** How many domains the addresses are of. */
    public long domains() {
        return targets.stream()
                .map(target -> target.domain().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }
}
