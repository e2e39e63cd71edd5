package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Actor;
import whybounce.explain.Reader;

class HtmlPartTest {

    private static final Pattern PAIR =
            Pattern.compile("background:(#[0-9a-f]{6})(?:!important)?;color:(#[0-9a-f]{6})");

    /** WCAG 2.2, 1.4.3. */
    private static final double READABLE = 4.5;

    @Test
    void fifty_recipients_stay_under_thirty_kilobytes() throws Exception {
        var report = Parsed.of(Scenes.fifty());
        assertThat(report.html().length()).isLessThan(HtmlPart.MAX);
        assertThat(report.html()).contains("more; the plain text of this report has them all.");
        assertThat(report.text())
                .contains("recipient0@department0.example.org", "recipient49@department49.example.org");
    }

    @Test
    void it_fetches_nothing_and_runs_nothing() throws Exception {
        assertThat(Parsed.of(Scenes.unauthenticated(Reader.Kind.OWN_SENDER)).html())
                .doesNotContain("<img", "<script", "<link", "@import", "url(", "src=", "<iframe", "<form")
                .contains(
                        "<html lang=\"en\" dir=\"ltr\">",
                        "role=\"presentation\"",
                        "<th scope=\"row\"",
                        "<h1",
                        "<h2",
                        "<ol");
    }

    @Test
    void the_page_of_the_guide_can_be_opened() throws Exception {
        var page = "https://guide.sender.example/causes/unauthenticated.html";
        var report = Parsed.of(Scenes.unauthenticated(Reader.Kind.OWN_SENDER));
        assertThat(report.html()).containsOnlyOnce("<a href=\"" + page + "\"");
        assertThat(report.text()).contains(page);
    }

    @Test
    void the_word_all_of_a_record_keeps_its_hyphen() throws Exception {
        assertThat(Parsed.of(Scenes.unauthenticated(Reader.Kind.OWN_SENDER)).html())
                .contains("<span style=\"white-space:nowrap\">-all&quot;</span>");
    }

    @Test
    void a_stranger_is_not_led_there() throws Exception {
        assertThat(Parsed.of(Scenes.unauthenticated(Reader.Kind.FOREIGN_SENDER)).html())
                .doesNotContain("<a ", "guide.sender.example");
    }

    @Test
    void every_ground_has_readable_letters() throws Exception {
        for (var scene : Scenes.written().entrySet()) {
            if (scene.getKey().equals("plain")) {
                continue;
            }
            var html = Parsed.of(scene.getValue()).html();
            var pairs = PAIR.matcher(html).results().toList();
            assertThat(pairs).hasSizeGreaterThan(8);
            assertThat(pairs)
                    .allSatisfy(pair -> assertThat(Palette.contrast(pair.group(1), pair.group(2)))
                            .as(pair.group())
                            .isGreaterThanOrEqualTo(READABLE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#000000", "#ffffff", "#777777", "#24527a", "#c0392b", "#ffcc00", "#767676"})
    void any_colour_of_the_operator_is_readable(String colour) {
        assertThat(Palette.contrast(Palette.on(colour), colour)).isGreaterThanOrEqualTo(READABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#12345", "#123456;background:url(x)", ""})
    void what_is_no_colour_is_not_used(String colour) {
        assertThat(Palette.bar(Optional.of(colour))).isEqualTo(Palette.BAR);
    }

    @ParameterizedTest
    @EnumSource
    void every_actor_has_a_box(Actor actor) {
        assertThat(PAIR.matcher(Palette.boxStyle(actor)).find()).isTrue();
    }

    @Test
    void the_notes_are_readable_on_the_cards() {
        assertThat(Palette.contrast("#52606d", "#ffffff")).isGreaterThanOrEqualTo(READABLE);
        assertThat(Palette.contrast("#aab4be", "#1d232a")).isGreaterThanOrEqualTo(READABLE);
    }
}
