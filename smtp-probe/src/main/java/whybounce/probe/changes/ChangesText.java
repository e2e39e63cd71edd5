package whybounce.probe.changes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import whybounce.probe.changes.Change.Changed;
import whybounce.probe.changes.Change.Gone;
import whybounce.probe.changes.Change.New;
import whybounce.probe.report.FindingsText;
import whybounce.probe.report.Page;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Visible;

/** What has changed, for a person: as the check tells it, with how it was before. Nothing where nothing has changed. */
public final class ChangesText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Palette palette;

    public ChangesText(Palette palette) {
        this.palette = palette;
    }

    public String write(String checked, Instant since, List<Change> changes) {
        if (changes.isEmpty()) {
            return "";
        }
        var page = new Page(palette);
        page.heading(checked + ": " + changes.size() + (changes.size() == 1 ? " thing" : " things") + " changed since "
                + TIME.format(since));
        changes.forEach(change -> change(page, change));
        return page.toString();
    }

    private static void change(Page page, Change change) {
        switch (change) {
            case New(var finding) -> {
                page.field("New", finding.subject().title());
                FindingsText.finding(page, finding);
            }
            case Changed(var before, var finding) -> {
                page.field("Changed", finding.subject().title());
                FindingsText.finding(page, finding);
                was(page, before);
            }
            case Gone(var before) -> {
                page.field("Gone", before.subject().title());
                was(page, before);
            }
        }
        page.blank();
    }

    private static void was(Page page, Kept before) {
        page.field("Was", FindingsText.label(before.grade()) + ": " + Visible.text(before.says()));
    }
}
