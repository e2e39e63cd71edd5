package whybounce.probe.report;

import java.util.Optional;
import whybounce.explain.GuideAddress;
import whybounce.probe.home.Homecoming.Bounced;

/** What became of a message after it was taken, for a person; a bounce with its explanation. */
public final class FateText {

    private FateText() {}

    /** Writes it. */
    public static String write(Fate fate, Palette palette, Optional<GuideAddress> guide) {
        var report = new TextReport(palette, guide);
        var text = "\n" + report.write(fate.end(), fate.expected());
        return fate.end() instanceof Bounced
                ? text + "\n" + report.write(new Answer(Optional.empty(), fate.explained(), Optional.empty()))
                : text;
    }
}
