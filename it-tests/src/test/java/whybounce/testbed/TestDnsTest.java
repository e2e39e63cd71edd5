package whybounce.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class TestDnsTest {

    private static final String ZONE = """
            # a small world
            example.org         MX   10 mx.example.org
            example.org         TXT  "v=spf1 -all"
            mx.example.org      A    127.0.0.2
            null.example.org    MX   0 .
            broken.example.org  SERVFAIL
            slow.example.org    SILENCE
            """;

    private TestDns dns;

    @BeforeEach
    void start() throws IOException {
        dns = TestDns.start(ZONE);
    }

    @AfterEach
    void stop() throws IOException {
        dns.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            example.org,           MX,  NOERROR,  10 mx.example.org.
            example.org,           TXT, NOERROR,  "v=spf1 -all"
            mx.example.org,        A,   NOERROR,  127.0.0.2
            null.example.org,      MX,  NOERROR,  0 .
            mx.example.org,        MX,  NOERROR,  ''
            org,                   MX,  NOERROR,  ''
            gone.example.org,      MX,  NXDOMAIN, ''
            broken.example.org,    MX,  SERVFAIL, ''
            mx.broken.example.org, A,   SERVFAIL, ''
            """)
    void answers(String name, String type, String code, String data) throws IOException {
        for (boolean tcp : new boolean[] {false, true}) {
            var answer = ask(name, Type.value(type), tcp);
            assertThat(Rcode.string(answer.getRcode())).isEqualTo(code);
            assertThat(answer.getSection(Section.ANSWER).stream()
                            .map(Record::rdataToString)
                            .toList())
                    .isEqualTo(data.isEmpty() ? java.util.List.of() : java.util.List.of(data));
        }
    }

    @Test
    void canBeSilent() {
        org.assertj.core.api.Assertions.assertThatIOException()
                .isThrownBy(() -> ask("slow.example.org", Type.MX, false));
    }

    @Test
    void learnsMore() throws IOException {
        dns.add("new.example.org A 127.0.0.3");
        assertThat(ask("new.example.org", Type.A, false).getSection(Section.ANSWER))
                .hasSize(1);
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        var resolver = new SimpleResolver(dns.address());
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(1));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
    }
}
