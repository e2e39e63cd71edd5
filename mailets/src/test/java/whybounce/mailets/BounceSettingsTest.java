package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.mailets.BounceSettings.Mode;
import whybounce.mailets.BounceSettings.PostmasterCopy;

class BounceSettingsTest {

    @Test
    void nothing_need_be_set() {
        var settings = read(Map.of());
        assertThat(settings.mode()).isEqualTo(Mode.FULL);
        assertThat(settings.passThrough()).isFalse();
        assertThat(settings.postmasterCopy()).isEqualTo(PostmasterCopy.NONE);
        assertThat(settings.sizeLimit()).contains(10L * 1024 * 1024);
        assertThat(settings.digestAbove()).contains(20);
        assertThat(settings.directory()).isEqualTo("file://var/whybounce/digest/");
        assertThat(settings.from()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',false", "true,true", "false,false"})
    void web_servers_are_asked_only_where_that_is_wanted(String given, boolean fetches) {
        assertThat(read(Map.of("mtaSts", given)).checks().fetchesPolicies()).isEqualTo(fetches);
    }

    @Test
    void annotate_passes_the_mail_on_and_copies_all_to_the_postmaster() {
        var settings = read(Map.of("mode", "annotate"));
        assertThat(settings.passThrough()).isTrue();
        assertThat(settings.postmasterCopy()).isEqualTo(PostmasterCopy.ALL);
    }

    @ParameterizedTest
    @CsvSource({"512,512", "2K,2048", "10M,10485760", "1g,1073741824"})
    void size_limit(String given, long bytes) {
        assertThat(read(Map.of("sizeLimit", given)).sizeLimit()).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "https://guide.example.com/,https://guide.example.com/mailbox-full",
        "https://guide.example.com/mail,https://guide.example.com/mail/mailbox-full",
        "https://guide.example.com/docs/{cause}.md,https://guide.example.com/docs/mailbox-full.md",
        "https://guide.example.com/?page={cause},https://guide.example.com/?page=mailbox-full"
    })
    void the_page_about_a_cause(String given, String page) {
        assertThat(read(Map.of("guide", given)).guide().orElseThrow().page("mailbox-full"))
                .isEqualTo(page);
    }

    @Test
    void zero_lifts_a_limit() {
        assertThat(read(Map.of("sizeLimit", "0")).sizeLimit()).isEmpty();
        assertThat(read(Map.of("digestAbove", "0")).digestAbove()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mode,half",
        "passThrough,yes",
        "postmasterCopy,some",
        "postmaster,nobody",
        "from,a b@example.org",
        "contactColour,red",
        "contactColour,#12345g",
        "contactColour,#123456;background:url(x)",
        "guide,javascript:alert(1)",
        "guide,https:",
        "guide,https://guide.example.com/a b",
        "guide,https://guide.example.com/{page}",
        "hostName,two words",
        "sizeLimit,large",
        "sizeLimit,-1",
        "digestAbove,-1",
        "checks,perhaps",
        "checkSeconds,-1",
        "outboundAddresses,mail.example.com",
        "outboundAddresses,192.168.1.5",
        "outboundAddresses,fd00::5",
        "ourDomains,localhost",
        "ourDomains,a b.example",
        "resolver,127.0.0.1:dns",
        "blockLists,bl.nobody.example"
    })
    void what_makes_no_sense_is_refused_by_name(String parameter, String value) {
        assertThatThrownBy(() -> read(Map.of(parameter, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parameter);
    }

    private static BounceSettings read(Map<String, String> given) {
        Function<String, Optional<String>> raw = name -> Optional.ofNullable(given.get(name));
        return BounceSettings.read(raw);
    }
}
