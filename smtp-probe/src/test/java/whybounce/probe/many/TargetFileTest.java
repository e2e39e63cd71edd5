package whybounce.probe.many;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TargetFileTest {

    private static TargetFile read(String text) throws IOException {
        return TargetFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "targets.txt");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an address, bob@example.org, bob@example.org, ''",
        "a comment behind it, bob@example.org # Bob, bob@example.org, ''",
        "a sign in the address, bob#1@example.org, bob#1@example.org, ''",
        "a server, mx.example.org bob@example.org, bob@example.org, mx.example.org",
        "a server and a port, mx.example.org:2525 bob@example.org, bob@example.org, mx.example.org 2525",
        "an address of a server, 192.0.2.1:25 bob@example.org, bob@example.org, 192.0.2.1 25",
        "IPv6 in brackets, '[2001:db8::1]:25 bob@example.org', bob@example.org, '[2001:db8::1] 25'",
        "IPv6 without, 2001:db8::1 bob@example.org, bob@example.org, 2001:db8::1",
        "tabs, '\tmx.example.org\t\tbob@example.org\t', bob@example.org, mx.example.org",
        "a foreign script, bob@bücher.example, bob@bücher.example, ''"
    })
    void reads(String fact, String line, String recipient, String where) throws IOException {
        var file = read(line + "\n");

        assertThat(file.mistakes()).isEmpty();
        assertThat(file.targets()).singleElement().satisfies(target -> {
            assertThat(target.recipient()).isEqualTo(recipient);
            var port = target.port().isPresent() ? " " + target.port().getAsInt() : "";
            assertThat(target.server().orElse("") + port).isEqualTo(where);
        });
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("no address", "bob\n", "targets.txt:1: no address: bob"),
                row("brackets", "<bob@example.org>\n", "targets.txt:1: no address: <bob@example.org>"),
                row("behind good lines", "# us\na@b.example\n\nbob\n", "targets.txt:4: no address: bob"),
                row(
                        "two addresses",
                        "a@b.example c@d.example\n",
                        "targets.txt:1: no server: a@b.example; it is "
                                + "written before the address, as host or host:port"),
                row("three words", "mx a b@c.example\n", "targets.txt:1: more than a server and an address"),
                row("port 0", "mx:0 b@c.example\n", "targets.txt:1: no port: 0"),
                row("port 70000", "mx:70000 b@c.example\n", "targets.txt:1: no port: 70000"),
                row("nothing", "# nobody\n\n", "targets.txt: there is no target in it"),
                row("an empty file", "", "targets.txt: there is no target in it"));
    }

    private static Arguments row(String fact, String text, String mistake) {
        return Arguments.of(fact, text, mistake);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhatIsWrongWhere(String fact, String text, String mistake) throws IOException {
        assertThat(read(text).mistakes()).containsExactly(mistake);
    }

    @Test
    void stopsAtTenMistakes() throws IOException {
        assertThat(read("wrong\n".repeat(50)).mistakes()).hasSize(10);
    }

    @Test
    void whatAnEditorPutsBeforeAllIsPassedOver() throws IOException {
        assertThat(read("\ufeffbob@example.org\r\n").targets())
                .extracting(Target::recipient)
                .isEqualTo(List.of("bob@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 3, 3",
        "3, 1, 1",
        "1, 64, 64",
        "64, 24, 24",
        "24, 21, 21",
        "30, 26, 26",
        "66, 64, 64",
        "33, 64, 33"
    })
    void theWorstDecides(int one, int other, int worst) {
        assertThat(Severity.worse(one, other)).isEqualTo(worst);
        assertThat(Severity.worse(other, one)).isEqualTo(worst);
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.example.org, example.org",
        "aspmx.l.google.com, google.com",
        "mx.firm.co.uk, firm.co.uk",
        "example.org, example.org",
        "MX.Example.DE, example.de",
        "localhost, localhost"
    })
    void aProviderHasADomain(String host, String domain) {
        assertThat(Providers.registered(host)).isEqualTo(domain);
    }
}
