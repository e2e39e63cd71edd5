package whybounce.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.DomainName;
import whybounce.check.route.RouteChecks;
import whybounce.check.route.RouteChecks.Side;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.Dnsjava;
import whybounce.dns.Question;

/** Our DNS client behind a resolver that checks signatures: what is proven, what is not, and what is forged. */
class SignedZoneTest {

    private static final String ZONE = """
            safe.example                SIGNED
            safe.example                MX    10 mx.safe.example
            safe.example                TXT   "v=spf1 -all"
            mx.safe.example             A     203.0.113.5
            www.safe.example            CNAME mx.safe.example.
            a.deep.safe.example         A     203.0.113.6
            _25._tcp.mx.safe.example    TLSA  3 1 1 0000000000000000000000000000000000000000000000000000000000000000
            forged.example              FORGED
            forged.example              MX    10 mx.forged.example
            plain.example               MX    10 mx.plain.example
            text.plain.example          TXT   text
            broken.example              SERVFAIL
            """;

    private TestDns authority;
    private TestDns resolver;
    private Dns dns;

    @BeforeEach
    void start() throws IOException {
        authority = TestDns.start(ZONE);
        resolver = TestDns.validating(authority);
        dns = Dnsjava.at(List.of(resolver.address()), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws IOException {
        resolver.close();
        authority.close();
    }

    @ParameterizedTest
    @CsvSource({
        "safe.example,             true,  Found",
        "mx.safe.example,          true,  NoData",
        "deep.safe.example,        true,  NoData", // only something below it is there
        "gone.safe.example,        true,  NoSuchName",
        "gone.deep.safe.example,   true,  NoSuchName",
        "plain.example,            false, Found",
        "gone.plain.example,       false, NoSuchName",
        "text.plain.example,       false, NoData",
        "forged.example,           false, BOGUS",
        "gone.forged.example,      false, BOGUS",
        "broken.example,           false, SERVFAIL",
    })
    void whatIsProven(String name, boolean proven, String kind) {
        var response = dns.ask(Question.mx(name), Dns.NO_HURRY);
        var came = switch (response.answer()) {
            case Found<?> found -> "Found";
            case NoData<?> none -> "NoData";
            case NoSuchName<?> none -> "NoSuchName";
            case CouldNotAsk<?>(var why) -> why.name();
        };
        assertThat(came).isEqualTo(kind);
        assertThat(response.authenticated()).isEqualTo(proven);
    }

    @Test
    void aProofThatSomethingIsNotThereHoldsAsLongAsTheSoaSays() {
        assertThat(dns.ask(Question.mx("gone.safe.example"), Dns.NO_HURRY).ttl())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void recordsOfAMailServerAreProven() {
        var tlsa = dns.ask(Question.tlsa("_25._tcp.mx.safe.example"), Dns.NO_HURRY);
        assertThat(tlsa.authenticated()).isTrue();
        assertThat(tlsa.answer()).isInstanceOf(Found.class);
    }

    @Test
    void anAnswerTooLongForAPacketComesByTcp() {
        for (int i = 0; i < 20; i++) {
            authority.add("long.example TXT \"" + i + "y".repeat(200) + "\"");
        }
        assertThat(dns.txt("long.example") instanceof Found<String>(var records) ? records : List.of())
                .hasSize(20);
    }

    @Test
    void aForgedZoneIsTold() {
        assertThat(new RouteChecks(dns).of(DomainName.of("forged.example").orElseThrow(), Side.OURS))
                .anySatisfy(finding ->
                        assertThat(finding.says()).startsWith("The DNSSEC signatures of forged.example do not hold"));
    }
}
