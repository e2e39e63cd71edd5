package whybounce.explain;

import java.util.List;

/** Shows one explanation as plain text: what happened, who must act, what to do, whether it is tried again. */
public final class PlainText {

    private PlainText() {}

    /** The whole explanation, headline and administrator's part included. */
    public static String of(Explanation explanation) {
        var page = new TextPage();
        page.paragraph(explanation.headline());
        body(page, explanation);
        sure(page, explanation);
        var frames = Frames.of(explanation.locale());
        if (!explanation.postmaster().isEmpty()) {
            page.title(frames.text(Frame.TITLE_ADMIN)).indented(explanation.postmaster());
        }
        administratorSteps(page, explanation);
        return page.text();
    }

    /** What stands between the headline and the list of recipients. */
    public static void body(TextPage page, Explanation explanation) {
        var frames = Frames.of(explanation.locale());
        page.paragraph(explanation.happened());
        page.paragraph(frames.text(Frame.TITLE_ACT) + ": " + explanation.actor());
        if (!explanation.steps().isEmpty()) {
            page.title(frames.text(Frame.TITLE_STEPS)).steps(explanation.steps());
        }
        page.title(frames.text(Frame.TITLE_RETRY)).indented(List.of(explanation.retry()));
    }

    /** How sure we are of the cause. */
    public static void sure(TextPage page, Explanation explanation) {
        page.title(Frames.of(explanation.locale()).text(Frame.TITLE_SURE)).indented(List.of(explanation.confidence()));
    }

    /** What the administrator does; nothing where there is nothing. */
    public static void administratorSteps(TextPage page, Explanation explanation) {
        if (!explanation.postmasterSteps().isEmpty()) {
            page.title(Frames.of(explanation.locale()).text(Frame.TITLE_ADMIN_STEPS))
                    .steps(explanation.postmasterSteps());
        }
    }
}
