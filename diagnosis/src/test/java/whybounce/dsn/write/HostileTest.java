package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.explain.RemoteText;

/** The other server writes part of a mail that our domain signs. */
class HostileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 nul \0 here",
                "550 escape \u001b[31m red \u001b]0;title\u0007",
                "550 bidi \u202egpj.exe\u2066 \u200f",
                "550 zero\u200bwidth\ufeff",
                "550-one\rBcc: victim@evil.example\n550 two",
                "550-Action: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient: rfc822; x@evil.example\r\n550 end",
                "550-a\r\n--=_whybounce_731c662c6f5e0cf09e29e84e--\r\n550 b",
                "550-a\r\n--=_whybounce_a_731c662c6f5e0cf09e29e84e\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n550 b",
                "550 <script>alert(1)</script><img src=x onerror=alert(1)>",
                "550 \" onmouseover=\"x' style='",
                "550 </blockquote></td></tr></table><h1>Your account</h1>",
                "550 &lt;script&gt; &#60;",
                "550 {recipient} [{sender}] ${jndi:ldap://x} %s",
                "550 \\x{41}",
                "Subject: hello\r\n\r\nbody",
                "",
            })
    void no_reply_leaves_its_place(String reply) throws Exception {
        var written = Scene.refusal(reply).written();
        var report = Parsed.of(written);
        assertThat(report.parts().getCount()).isEqualTo(3);
        assertThat(report.header("Subject")).isEqualTo("Not delivered: Minutes of Thursday");
        assertThat(report.message().getHeader("Bcc")).isNull();
        assertThat(report.field("Action")).isEqualTo("failed");
        assertThat(report.field("Final-Recipient")).isEqualTo("rfc822; ann@example.org");
        assertThat(report.machine().lines())
                .allMatch(line -> line.length() <= 998 && line.chars().allMatch(c -> c >= ' ' && c < 0x7f));
        assertThat(report.text()).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\n]]");
        assertThat(report.html())
                .doesNotContain("<script", "<img", "<h1>Your", "onmouseover=\"")
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\n]]");
        assertThat(new String(written, StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void our_words_come_first_and_theirs_are_quoted() throws Exception {
        var text = Parsed.of(Scene.refusal(Scenes.HOSTILE)).text();
        assertThat(text).startsWith("Your message to ann@example.org was not delivered:");
        assertThat(text.indexOf("> 550-5.7.1 <script>")).isGreaterThan(text.indexOf("Who must act"));
        assertThat(text.lines().filter(line -> line.contains("evil"))).allMatch(line -> line.startsWith("   > "));
    }

    @Test
    void nothing_in_the_html_leads_anywhere_but_to_the_guide() throws Exception {
        var html = Parsed.of(Scene.refusal(Scenes.HOSTILE)).html();
        assertThat(html.replace("<a href=\"https://guide.sender.example/causes/unknown.html\"", ""))
                .doesNotContain("href", "src=", "url(", "https://evil", "evil.example");
    }

    @Test
    void a_reply_is_bounded_for_people_and_whole_for_machines() throws Exception {
        var reply = "550-5.7.1 word\r\n".repeat(60) + "550 5.7.1 " + "x ".repeat(2_000);
        var report = Parsed.of(Scene.refusal(reply));
        assertThat(report.text()
                        .lines()
                        .filter(line -> line.startsWith("   > "))
                        .count())
                .isLessThanOrEqualTo(RemoteText.MAX_LINES);
        assertThat(report.text()).contains("(The rest is left out here");
        assertThat(report.field("Diagnostic-Code").split("550-5.7.1 word", -1)).hasSize(61);
    }

    @Test
    void the_machine_part_is_bounded_too() throws Exception {
        var report = Parsed.of(Scene.refusal("550 " + "x".repeat(900_000)));
        assertThat(report.field("Diagnostic-Code")).endsWith("(the rest was left out)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@evil.example", "x\0\u202ey", "=?utf-8?B?YQ==?=", "<b>"})
    void a_subject_stays_a_subject(String subject) throws Exception {
        var plain = Scene.original(Scene.ORIGINAL.getBytes(StandardCharsets.US_ASCII), Original.Returned.WHOLE);
        var original = new Original(
                plain.messageId(), plain.references(), java.util.Optional.of(subject), plain.returned(), plain.bytes());
        var report = Parsed.of(Scene.refusal("550 no").original(original));
        assertThat(report.message().getHeader("Bcc")).isNull();
        assertThat(report.message().getSubject()).startsWith("Not delivered: ").doesNotContainPattern("\\p{Cntrl}");
        assertThat(report.html()).doesNotContain("<b>");
    }
}
