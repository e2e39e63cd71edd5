package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPageTest {

    @Test
    void a_page() {
        var page = new TextPage()
                .paragraph(
                        "A paragraph that is longer than one line of a terminal and is therefore wrapped at a space.")
                .title("Steps")
                .steps(List.of("One.", "Publish this:\nexample.org. IN TXT \"v=spf1 -all\""))
                .title("Said")
                .quote(List.of("550 no"))
                .blank()
                .facts(List.of(
                        new TextPage.Fact("Cause", "unknown"),
                        new TextPage.Fact("Attempts", List.of("first", "second"))));
        assertThat(page).hasToString("""
                        A paragraph that is longer than one line of a terminal and is therefore
                        wrapped at a space.

                        Steps
                           1. One.
                           2. Publish this:
                                example.org. IN TXT "v=spf1 -all"

                        Said
                           > 550 no

                           Cause     unknown
                           Attempts  first
                                     second
                        """);
    }

    @Test
    void what_has_no_space_stays_whole() {
        var address = "a".repeat(200) + "@example.org";
        assertThat(new TextPage().paragraph("To " + address + " now").text().lines())
                .contains(address);
    }
}
