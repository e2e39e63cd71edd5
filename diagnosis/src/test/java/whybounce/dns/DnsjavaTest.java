package whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.dns.LoopbackDns.add;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;

/** Against real sockets: what each kind of DNS answer becomes. */
class DnsjavaTest {

    private LoopbackDns server;
    private Dnsjava dns;

    @BeforeEach
    void serve() throws IOException {
        server = LoopbackDns.start(DnsjavaTest::answer);
        dns = Dnsjava.at(List.of(server.address()), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void recordsAreFound() {
        assertThat(dns.mx("example.org."))
                .isEqualTo(new Found<>(List.of(new Mx(10, "mx1.example.org"), new Mx(20, "mx2.example.org"))));
        assertThat(dns.txt("example.org")).isEqualTo(new Found<>(List.of("v=spf1 -all")));
        assertThat(dns.ask(Question.cname("alias.example"))).isEqualTo(new Found<>(List.of("mx1.example.org")));
        assertThat(dns.ask(Question.tlsa("_25._tcp.mx1.example.org")))
                .isEqualTo(new Found<>(List.of(new Tlsa(3, 1, 1, "0a0b"))));
    }

    @Test
    void aTextIsItsOctets() {
        assertThat(dns.txt("octets.example")).isEqualTo(new Found<>(List.of("a\"b\\c\u00ef\u0001")));
    }

    @Test
    void bothAddressFamiliesAreOneAnswer() throws IOException {
        assertThat(dns.addresses("mx1.example.org"))
                .isEqualTo(
                        new Found<>(List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"))));
    }

    @Test
    void theRootIsAskedEachTime() throws IOException {
        try (var root = LoopbackDns.start((question, answer, query, tcp) -> {
            add(answer, Section.AUTHORITY, ".", 86_400, Type.SOA, "a.example. b.example. 1 2 3 4 86400");
            return true;
        })) {
            var fresh = Dnsjava.at(List.of(root.address()), Duration.ofSeconds(2));
            fresh.mx("example.org");
            fresh.mx("example.org");
            fresh.mx(".");
            fresh.mx(".");
            assertThat(root.asked()).containsExactly("udp example.org. MX", "udp . MX", "udp . MX");
        }
    }

    @Test
    void nullMxIsFoundAsOne() {
        assertThat(dns.mx("null.example"))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((Mx) found.records().getFirst()).isNull())
                                .isTrue());
    }

    @Test
    void noDataIsNotNoSuchName() {
        assertThat(dns.txt("mx1.example.org")).isEqualTo(new NoData<>());
        assertThat(dns.mx("gone.example")).isEqualTo(new NoSuchName<>());
    }

    @ParameterizedTest
    @CsvSource({
        "broken.example, SERVFAIL", // with CD as well
        "refused.example, SERVFAIL",
        "unreachable.example, SERVFAIL", // extended error 22: no reachable authority
        "silent.example, TIMED_OUT",
        "expired.example, BOGUS", // extended error 7: signature expired
        "forged.example, BOGUS", // an answer with CD, none without
        "loop.example, SERVFAIL",
        "a..example, BAD_NAME",
        "toolongtoolongtoolongtoolongtoolongtoolongtoolongtoolongtoolongtoolong.example, BAD_NAME",
        "'', BAD_NAME"
    })
    void whatCouldNotBeAskedIsNoStatementAboutTheName(String name, Why why) {
        assertThat(dns.mx(name)).isEqualTo(new CouldNotAsk<>(why));
    }

    @Test
    void anInternationalNameIsAskedInItsAsciiForm() {
        assertThat(dns.txt("bücher.example")).isEqualTo(new Found<>(List.of("books")));
    }

    @Test
    void anAliasIsFollowedThoughTheServerLeavesItToUs() {
        assertThat(dns.txt("half.example")).isEqualTo(new Found<>(List.of("v=spf1 -all")));
        assertThat(server.asked()).containsExactly("udp half.example. TXT", "udp example.org. TXT");
    }

    @Test
    void anAnswerTooLongForUdpComesByTcp() {
        assertThat(dns.txt("long.example")).isEqualTo(new Found<>(List.of("x".repeat(200), "y".repeat(200))));
        assertThat(server.asked()).containsExactly("udp long.example. TXT", "tcp long.example. TXT");
    }

    @Test
    void aServerThatKnowsNoEdnsIsAskedWithout() {
        assertThat(dns.txt("old.example")).isEqualTo(new Found<>(List.of("old")));
    }

    @Test
    void anAnswerSaysWhereItIsFromAndForHowLong() {
        var found = dns.ask(Question.txt("signed.example"), Dns.NO_HURRY);
        assertThat(found.authenticated()).isTrue();
        assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(42));
        assertThat(found.servers())
                .containsExactly("127.0.0.1:" + server.address().getPort());
        assertThat(dns.ask(Question.txt("example.org"), Dns.NO_HURRY).authenticated())
                .isFalse();
    }

    @Test
    void anAnswerWithoutRecordsHoldsAsLongAsTheSoaSays() {
        assertThat(dns.ask(Question.mx("gone.example"), Dns.NO_HURRY).ttl()).isEqualTo(Duration.ofSeconds(7));
        assertThat(dns.ask(Question.mx("mx1.example.org"), Dns.NO_HURRY).ttl()).isZero();
    }

    @Test
    void aThousandAtOnceAskOnce() throws Exception {
        var go = new CountDownLatch(1);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 1_000)
                    .mapToObj(i -> crowd.submit(() -> {
                        go.await();
                        return dns.txt(i % 2 == 0 ? "example.org" : "EXAMPLE.org.");
                    }))
                    .toList();
            go.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(new Found<>(List.of("v=spf1 -all")));
            }
        }
        assertThat(server.asked()).containsExactly("udp example.org. TXT");
    }

    @Test
    void aSilentServerIsPassedOverAndNotAskedFirstAgain() throws IOException {
        try (var silent = LoopbackDns.start((question, answer, query, tcp) -> false)) {
            var both = Dnsjava.at(List.of(silent.address(), server.address()), Duration.ofSeconds(3));
            var begun = System.nanoTime();
            for (var name : List.of("example.org", "signed.example", "old.example", "octets.example")) {
                assertThat(both.txt(name)).isInstanceOf(Found.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(silent.asked()).hasSize(1);
            assertThat(both.ask(Question.txt("example.org"), Dns.NO_HURRY).servers())
                    .hasSize(2);
        }
    }

    @Test
    void aBrokenServerIsPassedOverAtOnce() throws IOException {
        try (var broken = LoopbackDns.start((question, answer, query, tcp) -> {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return true;
        })) {
            var both = Dnsjava.at(List.of(broken.address(), server.address()), Duration.ofSeconds(2));
            assertThat(both.txt("example.org")).isEqualTo(new Found<>(List.of("v=spf1 -all")));
        }
    }

    @Test
    void whoIsInAHurryDoesNotWait() {
        var begun = System.nanoTime();
        assertThat(dns.ask(Question.mx("silent.example"), Duration.ofMillis(50)).answer())
                .isEqualTo(new CouldNotAsk<>(Why.TIMED_OUT));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }

    private static boolean answer(String question, Message answer, Message query, boolean tcp) throws IOException {
        var name = question.substring(0, question.indexOf(' '));
        int all = Section.ANSWER;
        switch (question) {
            case "example.org. MX" -> add(answer, all, name, 60, Type.MX, "10 mx1.example.org.", "20 mx2.example.org.");
            case "example.org. TXT" -> add(answer, all, name, 60, Type.TXT, "\"v=spf1 \" \"-all\"");
            case "octets.example. TXT" -> add(answer, all, name, 60, Type.TXT, "\"a\\\"b\\\\c\\239\\001\"");
            case "xn--bcher-kva.example. TXT" -> add(answer, all, name, 60, Type.TXT, "books");
            case "mx1.example.org. A" -> add(answer, all, name, 60, Type.A, "192.0.2.1");
            case "mx1.example.org. AAAA" -> add(answer, all, name, 60, Type.AAAA, "2001:db8::1");
            case "_25._tcp.mx1.example.org. TLSA" -> add(answer, all, name, 60, Type.TLSA, "3 1 1 0A0B");
            case "alias.example. CNAME" -> add(answer, all, name, 60, Type.CNAME, "mx1.example.org.");
            case "null.example. MX" -> add(answer, all, name, 60, Type.MX, "0 .");
            case "half.example. TXT" -> add(answer, all, name, 60, Type.CNAME, "example.org.");
            case "loop.example. MX" -> add(answer, all, name, 60, Type.CNAME, name);
            case "signed.example. TXT" -> {
                answer.getHeader().setFlag(Flags.AD);
                add(answer, all, name, 42, Type.TXT, "proven");
            }
            case "old.example. TXT" -> {
                if (query.getOPT() == null) {
                    add(answer, all, name, 60, Type.TXT, "old");
                } else {
                    answer.getHeader().setRcode(Rcode.FORMERR);
                }
            }
            case "long.example. TXT" -> {
                if (tcp) {
                    add(answer, all, name, 60, Type.TXT, "x".repeat(200), "y".repeat(200));
                } else {
                    answer.getHeader().setFlag(Flags.TC);
                }
            }
            default -> trouble(question, answer, query);
        }
        return !question.startsWith("silent.");
    }

    private static void trouble(String question, Message answer, Message query) throws IOException {
        switch (question) {
            case "gone.example. MX" -> {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
                add(answer, Section.AUTHORITY, "example.", 60, Type.SOA, "ns.example. a.example. 1 2 3 4 7");
            }
            case "refused.example. MX" -> answer.getHeader().setRcode(Rcode.REFUSED);
            case "broken.example. MX" -> answer.getHeader().setRcode(Rcode.SERVFAIL);
            case "forged.example. MX" -> {
                if (!query.getHeader().getFlag(Flags.CD)) {
                    answer.getHeader().setRcode(Rcode.SERVFAIL);
                }
            }
            case "expired.example. MX" -> extended(answer, ExtendedErrorCodeOption.SIGNATURE_EXPIRED);
            case "unreachable.example. MX" -> extended(answer, ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY);
            default -> {
                // No data.
            }
        }
    }

    private static void extended(Message answer, int code) {
        answer.getHeader().setRcode(Rcode.SERVFAIL);
        answer.addRecord(new OPTRecord(1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(code))), Section.ADDITIONAL);
    }
}
