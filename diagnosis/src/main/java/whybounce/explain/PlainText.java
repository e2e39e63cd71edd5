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
        administrator(page, explanation);
        return page.text();
    }

    /** What stands between the headline and the list of recipients. */
    public static void body(TextPage page, Explanation explanation) {
        var frames = Frames.of(explanation.locale());
        page.paragraph(frames.text(Frame.TITLE_ACT) + ": " + explanation.actor());
        page.paragraph(explanation.happened());
        if (!explanation.steps().isEmpty()) {
            page.title(frames.text(Frame.TITLE_STEPS)).steps(explanation.steps());
        }
        page.title(frames.text(Frame.TITLE_RETRY)).indented(List.of(explanation.retry()));
        page.title(frames.text(Frame.TITLE_SURE)).indented(List.of(explanation.confidence()));
    }

    /** What the administrator should know and do; nothing where there is nothing. */
    public static void administrator(TextPage page, Explanation explanation) {
        var frames = Frames.of(explanation.locale());
        if (!explanation.postmaster().isEmpty()) {
            page.title(frames.text(Frame.TITLE_ADMIN)).indented(explanation.postmaster());
        }
        if (!explanation.postmasterSteps().isEmpty()) {
            page.title(frames.text(Frame.TITLE_ADMIN_STEPS)).steps(explanation.postmasterSteps());
        }
    }
}
