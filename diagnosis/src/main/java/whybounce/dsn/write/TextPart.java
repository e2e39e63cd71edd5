package whybounce.dsn.write;

import java.util.ArrayList;
import java.util.List;
import whybounce.dsn.write.Letter.Group;
import whybounce.dsn.write.Letter.Quoted;
import whybounce.explain.Frame;
import whybounce.explain.PlainText;
import whybounce.explain.TextPage;

/** The human part as plain text, complete on its own. */
final class TextPart {

    private final Letter letter;
    private final TextPage page = new TextPage(Lines.END);

    private TextPart(Letter letter) {
        this.letter = letter;
    }

    static String of(Letter letter) {
        return new TextPart(letter).text();
    }

    private String text() {
        page.paragraph(letter.headline());
        for (var group : letter.groups()) {
            group(group);
        }
        message();
        administrators();
        return page.text();
    }

    private void group(Group group) {
        if (letter.groups().size() > 1) {
            page.rule().paragraph(group.headline());
        }
        PlainText.body(page, group.explanation());
        page.title(letter.title(letter.recipientsTitle())).indented(group.recipients());
        group.sameForOthers(letter.frames()).ifPresent(line -> page.indented(List.of(line)));
        quotes(group);
        PlainText.sure(page, group.explanation());
    }

    private void quotes(Group group) {
        var above = letter.recipientsTitle();
        for (var quoted : group.captioned()) {
            if (quoted.title() != above) {
                page.title(letter.title(quoted.title()));
            }
            quote(quoted);
            above = quoted.title();
        }
    }

    private void quote(Quoted quoted) {
        page.indented(quoted.caption().isEmpty() ? List.of() : List.of(quoted.caption()))
                .quote(quoted.lines());
        if (quoted.cut()) {
            page.indented(List.of(letter.title(Frame.THEIR_WORDS_CUT)));
        }
    }

    private void message() {
        if (letter.groups().size() > 1) {
            page.rule();
        }
        page.title(letter.title(Frame.TITLE_MESSAGE)).facts(letter.message()).indented(List.of(letter.returned()));
        var contact = new ArrayList<String>();
        contact.add(letter.contact().name());
        letter.contact().text().ifPresent(text -> contact.addAll(text.lines().toList()));
        page.title(letter.title(Frame.TITLE_CONTACT)).indented(contact);
    }

    private void administrators() {
        if (letter.groups().stream().allMatch(group -> group.admin().isEmpty())) {
            return;
        }
        page.rule().title(letter.title(Frame.TITLE_ADMIN));
        for (var group : letter.groups()) {
            if (letter.groups().size() > 1) {
                page.paragraph(letter.adminTitle(group));
            }
            page.indented(group.explanation().postmaster());
            PlainText.administratorSteps(page, group.explanation());
            if (!group.explanation().postmaster().isEmpty()) {
                page.blank();
            }
            page.facts(group.admin());
        }
    }
}
