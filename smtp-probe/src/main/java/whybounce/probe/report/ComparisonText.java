package whybounce.probe.report;

/** What a message and a plain one tell together, for a person; stands below both. */
public final class ComparisonText {

    private ComparisonText() {}

    /** Writes it. */
    public static String write(Comparison comparison, Palette palette) {
        var page = new Page(palette);
        page.heading(comparison.meaning());
        page.field("For the sender", comparison.sender());
        page.numbered("Administrator", comparison.administrator());
        return "\n" + page;
    }
}
