package whybounce.dsn.write;

import java.util.List;
import java.util.Map;
import whybounce.catalogue.Actor;
import whybounce.dsn.write.Letter.Group;
import whybounce.dsn.write.Letter.Quoted;
import whybounce.explain.Explanation;
import whybounce.explain.Frame;
import whybounce.explain.TextPage.Fact;

/** The human part as HTML for mail programs: one narrow table, inline styles, nothing from anywhere else. */
final class HtmlPart {

    /** Some mail programs cut a message short, and a long report is not read. */
    static final int MAX = 30_000;

    /** How much of a long report the HTML shows; the text part shows all. Tried in this order until it fits. */
    private static final List<Room> ROOMS =
            List.of(new Room(12, 60, 20, 40), new Room(6, 30, 10, 20), new Room(4, 15, 4, 8), new Room(2, 8, 2, 2));

    /**
     * @param groups how many of them
     * @param recipients how many in a group
     * @param quotes how many answers in a group
     * @param facts how many rows of the administrator's table
     */
    private record Room(int groups, int recipients, int quotes, int facts) {}

    /** What stands in front of the title. */
    private static final String HEAD = String.join(
            Lines.END,
            "<head>",
            "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "<meta name=\"format-detection\" content=\"telephone=no, address=no, email=no, url=no\">");

    /** What stands behind the title, as far as the first row. */
    private static final String TOP = String.join(
            Lines.END,
            "<style>" + Styles.load() + "</style>",
            "</head>",
            "<body class=\"page\" style=\"margin:0;padding:0;background:#f2f4f7;color:#1c2733\">",
            "<table role=\"presentation\" class=\"page\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\""
                    + " border=\"0\" style=\"background:#f2f4f7;color:#1c2733\"><tr><td align=\"center\" class=\"around\""
                    + " style=\"padding:24px 8px\">",
            "<table role=\"presentation\" class=\"card\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\""
                    + " border=\"0\" style=\"width:100%;max-width:600px;background:#ffffff;color:#1c2733;"
                    + "text-align:left;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
                    + "font-size:16px;line-height:1.55\">");

    private final Letter letter;
    private final Room room;
    private final Html html = new Html();

    private HtmlPart(Letter letter, Room room) {
        this.letter = letter;
        this.room = room;
    }

    static String of(Letter letter) {
        var text = "";
        for (var room : ROOMS) {
            text = new HtmlPart(letter, room).text();
            if (text.length() < MAX) {
                return text;
            }
        }
        return text;
    }

    private String text() {
        head();
        bar();
        cell("padding:24px 24px 4px 24px");
        html.text(
                "h1 style=\"margin:0;font-size:21px;line-height:1.35;font-weight:600;overflow-wrap:anywhere\"",
                letter.headline());
        end();
        letter.groups().stream().limit(room.groups).forEach(this::group);
        more(letter.groups().size() - room.groups);
        message();
        administrators();
        html.raw("</table>").raw("</td></tr></table>").raw("</body>").raw("</html>");
        return html.toString();
    }

    private void head() {
        html.raw("<!DOCTYPE html>")
                .raw("<html lang=\"" + letter.frames().locale().toLanguageTag() + "\" dir=\"ltr\">")
                .raw(HEAD)
                .text("title", letter.headline())
                .raw(TOP);
    }

    private void bar() {
        var ground = Palette.bar(letter.contact().colour());
        html.raw("<tr><td style=\"padding:10px 24px;background:" + ground + ";color:" + Palette.on(ground)
                        + ";font-size:14px\">")
                .text("div", letter.contact().name());
        end();
    }

    private void group(Group group) {
        var explanation = group.explanation();
        if (letter.groups().size() > 1) {
            cell("padding:28px 24px 0 24px");
            html.text("h2 class=\"line\" style=\"" + Styles.GROUP + "\"", group.headline());
            end();
        }
        cell("padding:8px 24px 0 24px");
        html.text("p style=\"" + Styles.PARAGRAPH + "\"", explanation.happened());
        end();
        actor(explanation);
        cell("padding:0 24px 0 24px");
        steps(Frame.TITLE_STEPS, explanation.steps());
        titled(Frame.TITLE_RETRY, explanation.retry());
        recipients(group);
        quotes(group);
        titled(Frame.TITLE_SURE, explanation.confidence());
        end();
    }

    private void actor(Explanation explanation) {
        cell("padding:8px 24px 0 24px");
        Actor actor = explanation.whoMustAct();
        html.raw("<div class=\"" + Palette.box(actor) + "\" style=\"padding:12px 16px;" + Palette.boxStyle(actor)
                        + "\">")
                .text("div style=\"font-size:13px;line-height:1.4\"", letter.title(Frame.TITLE_ACT))
                .text(
                        "div style=\"font-size:17px;line-height:1.4;font-weight:600;overflow-wrap:anywhere\"",
                        explanation.actor())
                .raw("</div>");
        end();
    }

    private void steps(Frame title, List<String> steps) {
        if (steps.isEmpty()) {
            return;
        }
        section(title);
        html.raw("<ol style=\"margin:0;padding:0 0 0 24px\">");
        for (var step : steps) {
            var parts = step.split("\n", 2);
            html.open("li style=\"margin:0 0 6px 0;padding:0 0 0 4px;overflow-wrap:anywhere\"", parts[0]);
            if (parts.length > 1) {
                html.raw("<div class=\"theirs\" style=\"" + Styles.RECORD + "\">");
                parts[1].lines().forEach(line -> html.words("div style=\"" + Styles.PASTED + "\"", line));
                html.raw("</div>");
            }
            html.raw("</li>");
        }
        html.raw("</ol>");
    }

    private void titled(Frame title, String text) {
        section(title);
        html.text("p style=\"" + Styles.PARAGRAPH + "\"", text);
    }

    private void recipients(Group group) {
        section(letter.recipientsTitle());
        html.raw("<ul style=\"margin:0;padding:0 0 0 24px\">");
        group.recipients().stream()
                .limit(room.recipients)
                .forEach(recipient -> html.text("li style=\"overflow-wrap:anywhere\"", recipient));
        html.raw("</ul>");
        int rest = group.recipients().size() - room.recipients;
        if (rest > 0) {
            note(more(rest, letter));
        }
        group.sameForOthers(letter.frames()).ifPresent(this::note);
    }

    private void quotes(Group group) {
        var above = letter.recipientsTitle();
        for (var quoted : group.captioned().stream().limit(room.quotes).toList()) {
            if (quoted.title() != above) {
                section(quoted.title());
            }
            quote(quoted);
            above = quoted.title();
        }
        int rest = group.quotes().size() - room.quotes;
        if (rest > 0) {
            note(more(rest, letter));
        }
    }

    private void quote(Quoted quoted) {
        if (!quoted.caption().isEmpty()) {
            note(quoted.caption());
        }
        if (quoted.lines().isEmpty()) {
            return;
        }
        html.raw("<blockquote class=\"theirs\" style=\"" + Styles.QUOTE + "\">");
        quoted.lines().forEach(line -> html.text("div style=\"" + Styles.HANGING + "\"", line));
        html.raw("</blockquote>");
        if (quoted.cut()) {
            note(letter.title(Frame.THEIR_WORDS_CUT));
        }
    }

    private void message() {
        cell("padding:0 24px 24px 24px");
        heading(Frame.TITLE_MESSAGE);
        facts(letter.message());
        html.text("p style=\"" + Styles.PARAGRAPH + "\"", letter.returned());
        heading(Frame.TITLE_CONTACT);
        html.text("p style=\"" + Styles.PARAGRAPH + "\"", letter.contact().name());
        letter.contact().text().ifPresent(text -> html.text("p style=\"" + Styles.PARAGRAPH + "\"", text));
        end();
    }

    private void administrators() {
        if (letter.groups().stream().allMatch(group -> group.admin().isEmpty())) {
            return;
        }
        html.raw("<tr><td class=\"admin\" style=\"padding:4px 24px 24px 24px;background:#f7f8fa;color:#3d4a57;"
                + "border-top:1px solid #d5dae0;font-size:13px;line-height:1.5\">");
        heading(Frame.TITLE_ADMIN);
        letter.groups().stream().limit(room.groups).forEach(this::administrator);
        end();
    }

    private void administrator(Group group) {
        if (letter.groups().size() > 1) {
            html.text("h3 style=\"" + Styles.HEADING + "\"", letter.adminTitle(group));
        }
        group.explanation().postmaster().forEach(text -> html.text("p style=\"" + Styles.PARAGRAPH + "\"", text));
        steps(Frame.TITLE_ADMIN_STEPS, group.explanation().postmasterSteps());
        facts(group.admin().stream().limit(room.facts).toList());
        int rest = group.admin().size() - room.facts;
        if (rest > 0) {
            note(more(rest, letter));
        }
    }

    private void facts(List<Fact> facts) {
        html.raw(
                "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:8px 0;width:100%;font-size:inherit;"
                        + "line-height:inherit;color:inherit\">");
        for (var fact : facts) {
            html.raw("<tr>").text("th scope=\"row\" style=\"" + Styles.LABEL + "\"", fact.label());
            value(fact);
            html.raw("</tr>");
        }
        html.raw("</table>");
    }

    private void value(Fact fact) {
        var cell = "td style=\"" + Styles.VALUE + "\"";
        var value = String.join("\n", fact.lines());
        if (fact.isLink()) {
            html.raw("<" + cell + ">").link(value, Styles.LINK).raw("</td>");
        } else {
            html.text(cell, value);
        }
    }

    private void heading(Frame title) {
        html.text("h2 style=\"" + Styles.HEADING + "\"", letter.title(title));
    }

    // One group stands under the h1; several stand under an h2 each.
    private void section(Frame title) {
        var tag = letter.groups().size() > 1 ? "h3" : "h2";
        html.text(tag + " style=\"" + Styles.HEADING + "\"", letter.title(title));
    }

    private void note(String text) {
        html.text("p class=\"note\" style=\"" + Styles.NOTE + "\"", text);
    }

    private void more(int rest) {
        if (rest > 0) {
            cell("padding:8px 24px 0 24px");
            note(more(rest, letter));
            end();
        }
    }

    private static String more(int rest, Letter letter) {
        return letter.frames().text(Frame.MORE_IN_TEXT, Map.of("n", Integer.toString(rest)));
    }

    private void cell(String style) {
        html.raw("<tr><td style=\"" + style + "\">");
    }

    private void end() {
        html.raw("</td></tr>");
    }
}
