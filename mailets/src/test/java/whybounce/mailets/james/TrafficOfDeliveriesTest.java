package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import whybounce.dns.Breaker;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;
import whybounce.dns.Question;
import whybounce.dns.Response;
import whybounce.failure.Peer;
import whybounce.mailets.checks.CheckSettings;
import whybounce.mailets.checks.LiveChecks;

/** What deliveries tell of themselves: from where, to where, and which failures. */
class TrafficOfDeliveriesTest {

    private static final String SPF = "550 5.7.23 Message rejected due to: SPF fail - not authorized.\r\n";

    /** Keeps what it is asked. */
    private static final class Asked implements Dns {
        private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();

        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            questions.add(question.toString());
            return new MapDns(Map.of()).ask(question, patience);
        }
    }

    private static LiveChecks checks(Rig rig, Dns dns) {
        var ours = new CheckSettings(
                true, List.of(), Set.of(), List.of(), List.of(), false, List.of(), Duration.ofSeconds(3));
        return new LiveChecks(ours, new Breaker(dns), List.of(), domain -> true, Optional::empty, rig.traffic);
    }

    @Test
    void a_failed_attempt_begins_the_checks() throws Exception {
        var dns = new Asked();
        try (var rig = new Rig().mx(Map.of("RCPT", SPF))) {
            rig.traffic.tell(checks(rig, dns));
            rig.deliver("ann");
            assertThat(dns.questions.poll(10, TimeUnit.SECONDS)).isEqualTo("TXT example.net");
        }
    }

    @Test
    void of_a_mail_without_a_sender_nobody_is_told_and_nothing_is_asked() throws Exception {
        var dns = new Asked();
        try (var rig = new Rig().mx(Map.of("RCPT", SPF))) {
            rig.traffic.tell(checks(rig, dns));
            rig.deliver(FakeMail.builder()
                    .name("Mail1")
                    .recipient("ann@example.org")
                    .mimeMessage(Rig.mail("ann").getMessage())
                    .build());
            assertThat(dns.questions).isEmpty();
        }
    }

    @Test
    void a_connection_knows_where_it_came_from() throws Exception {
        try (var server = ScriptedServer.at("127.0.0.2", Map.of());
                var rig = new Rig().with("bind", "127.0.0.9")) {
            var there = InetAddress.getByName("127.0.0.2");
            var target = new Target("mx.example.org", there, server.port(), Peer.Role.MX, false);
            var mail = Rig.mail("ann");
            var visit = new Visit(rig.wire(), target, mail, new EnvelopeCommands(DsnWishes.of(mail)));
            visit.deliverTo(mail.getRecipients());
            assertThat(visit.delivered()).hasSize(1);
            assertThat(visit.local()).contains(InetAddress.getByName("127.0.0.9"));
        }
    }

    @Test
    void a_private_address_is_not_learnt_and_a_domain_that_takes_mail_is() throws Exception {
        try (var rig = new Rig().mx(Map.of())) {
            rig.deliver("ann");
            assertThat(rig.traffic.addresses()).isEmpty();
            assertThat(rig.traffic.recent("example.net").all()).containsExactly("example.org");
        }
    }

    @Test
    void where_nothing_can_be_reached_the_log_says_so() throws Exception {
        try (var rig = new Rig();
                var elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            rig.with("portMap", Integer.toString(elsewhere.getLocalPort()));
            for (int i = 1; i <= 3; i++) {
                rig.dns(i + ".example", "A 127." + i + ".0.1");
            }
            for (int i = 1; i <= 3; i++) {
                assertThat(rig.traffic.blockade()).isEmpty();
                rig.deliver(Rig.mailTo("ann@" + i + ".example"));
            }
            assertThat(rig.traffic.blockade()).isPresent();
            assertThat(rig.metrics.countForPrefixName("whybounce.failed"))
                    .containsEntry("whybounce.failed.host-unreachable", 2)
                    .containsEntry("whybounce.failed.outbound-blocked", 1);
        }
    }

    @Test
    void a_server_that_answers_ends_it() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", SPF))) {
            for (var one : List.of("192.0.2.1", "198.51.100.1", "203.0.113.1")) {
                rig.traffic.unreached(one + ".example", IpText.address(one).orElseThrow());
            }
            rig.deliver("ann");
            assertThat(rig.traffic.blockade()).isEmpty();
        }
    }
}
