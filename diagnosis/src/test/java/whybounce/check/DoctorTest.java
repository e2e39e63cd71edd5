package whybounce.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import whybounce.dns.Dnsjava;
import whybounce.dns.IpText;
import whybounce.dns.LoopbackDns;
import whybounce.dns.MapDns;

/** A whole check, over real sockets. */
class DoctorTest {

    private static final Duration LATENCY = Duration.ofMillis(50);

    /** It takes less than a second, but the machine may have other things to do. */
    private static final Duration BUSY = Duration.ofSeconds(20);

    private static final Map<String, String> ZONE = Map.of(
            "example.com. TXT", "\"v=spf1 include:_spf.example.net mx -all\"",
            "_spf.example.net. TXT", "\"v=spf1 ip4:198.51.100.0/24 -all\"",
            "example.com. MX", "10 mail.example.com.",
            "mail.example.com. A", "203.0.113.5",
            "mail.example.com. AAAA", "2001:db8::5",
            "_dmarc.example.com. TXT", "\"v=DMARC1; p=reject\"",
            "5.113.0.203.in-addr.arpa. PTR", "mail.example.com.",
            "_25._tcp.mail.example.com. TLSA", "3 1 1 " + "ab".repeat(32));

    @Test
    void withEverythingColdEachQuestionIsAskedOnceAndASilentResolverIsNotWaitedFor() throws IOException {
        try (var silent = LoopbackDns.start((question, answer, query, tcp) -> false);
                var slow = LoopbackDns.start(DoctorTest::answer)) {
            var dns = Dnsjava.at(List.of(silent.address(), slow.address()), BUSY);
            var begun = System.nanoTime();
            var findings = new Doctor(dns, BUSY).examine(request());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BUSY);
            assertThat(findings).noneMatch(finding -> finding.grade() == Grade.NOT_TESTED);
            assertThat(findings).noneMatch(finding -> finding.grade() == Grade.PROBLEM);
            // Each question there is to ask, and none twice.
            assertThat(slow.asked())
                    .containsExactlyInAnyOrder(
                            "udp example.com. TXT",
                            "udp _spf.example.net. TXT",
                            "udp example.com. MX",
                            "udp mail.example.com. A",
                            "udp mail.example.com. AAAA",
                            "udp mail.example.com. CNAME", // the name in an MX record is no alias
                            "udp _dmarc.example.com. TXT",
                            "udp _dmarc.com. TXT", // the tree walk: a public suffix may have a policy
                            "udp 5.113.0.203.in-addr.arpa. PTR",
                            "udp _25._tcp.mail.example.com. TLSA",
                            "udp _mta-sts.example.com. TXT",
                            "udp _smtp._tls.example.com. TXT");
        }
    }

    @Test
    void aDeadResolverIsToldAsNotTestedAndInTime() throws IOException {
        try (var silent = LoopbackDns.start((question, answer, query, tcp) -> false)) {
            var dns = Dnsjava.at(List.of(silent.address()), Duration.ofSeconds(20));
            var begun = System.nanoTime();
            var findings = new Doctor(dns, Duration.ofMillis(500)).examine(request());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(findings).isNotEmpty().allMatch(finding -> finding.grade() == Grade.NOT_TESTED);
        }
    }

    @Test
    void aSilentDomainIsToldFromADeadResolver() {
        var zone =
                List.of("example.com", "_dmarc.example.com", "_mta-sts.example.com", "_smtp._tls.example.com").stream()
                        .collect(Collectors.toMap(name -> name, name -> List.of("TIMED_OUT")));
        assertThat(new Doctor(new MapDns(zone), Doctor.ENOUGH).examine(domain()))
                .extracting(Finding::says)
                .contains(
                        "The resolver that was asked works. It is the DNS servers of example.com that do not answer, or too"
                                + " slowly.");
    }

    private static CheckRequest domain() {
        return new CheckRequest(
                DomainName.of("example.com").orElseThrow(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static CheckRequest request() {
        return new CheckRequest(
                DomainName.of("example.com").orElseThrow(),
                List.of(IpText.address("203.0.113.5").orElseThrow()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static boolean answer(String question, Message answer, Message query, boolean tcp) throws IOException {
        LockSupport.parkNanos(LATENCY.toNanos());
        var words = question.split(" ", -1);
        var value = Optional.ofNullable(ZONE.get(question));
        if (value.isPresent()) {
            LoopbackDns.add(answer, Section.ANSWER, words[0], 60, Type.value(words[1]), value.get());
        } else if (ZONE.keySet().stream().noneMatch(known -> known.startsWith(words[0] + " "))) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            LoopbackDns.add(answer, Section.AUTHORITY, "example.", 60, Type.SOA, "ns.example. a.example. 1 2 3 4 60");
        }
        return true;
    }
}
