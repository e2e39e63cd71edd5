package whybounce.mailets.james;

import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.PERMANENT_FAILURE;
import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.SUCCESS;
import static org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState.TEMPORARY_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.Peer.Role;

/** Which servers mail goes to: what the DNS says, one server after another, and gateways. */
class DeliveryRoutesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NXDOMAIN             |                          |PERMANENT_FAILURE|no server for example.org: no such domain",
                "no MX and no address |TXT x                     |PERMANENT_FAILURE|no server for example.org: no such domain",
                "null MX              |MX 0 .                    |PERMANENT_FAILURE|no server for example.org: null mx",
                "MX without address   |MX 5 nowhere.example.org  |PERMANENT_FAILURE|no server for example.org: mx without address",
                "MX not to be asked   |MX 5 broken.example.org   |TEMPORARY_FAILURE|no server for example.org: servfail",
                "SERVFAIL             |SERVFAIL                  |TEMPORARY_FAILURE|no server for example.org: servfail",
                "silent DNS           |TIMED_OUT                 |TEMPORARY_FAILURE|no server for example.org: timed out"
            })
    void dnsFailuresAreToldApart(String name, String record, ExecutionState state, String said) throws Exception {
        try (var rig = new Rig().dns("broken.example.org", "SERVFAIL")) {
            if (record != null) {
                rig.dns(Rig.DOMAIN, record);
            }
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(state);
            assertThat(result.told()).singleElement().asString().endsWith(said);
        }
    }

    @Test
    void aClosedPortIsNamedWithHostAndPort() throws Exception {
        try (var rig = new Rig().dns(Rig.DOMAIN, "A 127.0.0.9").with("portMap", "127.0.0.9=1")) {
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(result.told()).containsExactly("ann@example.org DELAYED no connection: refused");
            var attempt = result.outcomes().getFirst().attempts().getFirst();
            assertThat(attempt.peer()).hasValueSatisfying(peer -> {
                assertThat(peer.address()).hasValue("127.0.0.9");
                assertThat(peer.port()).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest(name = "{0} at the first")
    @ValueSource(strings = {"421 4.7.28 slow", "554 5.7.1 not you"})
    void theNextServerIsTriedAfterABadGreeting(String greeting) throws Exception {
        try (var rig = new Rig().mx(Map.of("GREETING", greeting + "\r\n")).mx(Map.of())) {
            assertThat(rig.deliver("ann").state()).isEqualTo(SUCCESS);
            assertThat(rig.server(2).heard()).contains("DATA");
        }
    }

    @Test
    void theNextServerIsNotTriedWhereThatIsSwitchedOff() throws Exception {
        try (var rig =
                new Rig().mx(Map.of("GREETING", "421 slow\r\n")).mx(Map.of()).with("mendNextServer", "false")) {
            assertThat(rig.deliver("ann").state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(rig.server(2).heard()).isEmpty();
        }
    }

    @Test
    void oneServerThatRefusesForGoodIsNotAllServers() throws Exception {
        try (var rig = new Rig().mx(Map.of("GREETING", "421 slow\r\n")).mx(Map.of("GREETING", "554 no\r\n"))) {
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(result.outcomes().getFirst().attempts()).hasSize(2);
        }
    }

    @Test
    void anAnswerToTheMessageEndsTheSearch() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", "550 5.1.1 no\r\n")).mx(Map.of())) {
            assertThat(rig.deliver("ann").state()).isEqualTo(PERMANENT_FAILURE);
            assertThat(rig.server(2).heard()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"RCPT,550 5.7.1 relaying denied", "RCPT,452 4.5.3 too many", "MAIL,530 5.7.0 authenticate"})
    void aGatewayThatRefusesIsOurs(String command, String reply) throws Exception {
        try (var rig = new Rig().mx(Map.of(command, reply + "\r\n"))) {
            rig.with("gateway", "127.0.0.2")
                    .with("gatewayPort", String.valueOf(rig.server(1).port()));
            var attempt = rig.deliver("ann").outcomes().getFirst().attempts().getFirst();

            assertThat(attempt.peer().orElseThrow().role()).isEqualTo(Role.SMART_HOST);
            assertThat(Wording.of(attempt.failure())).isEqualTo(reply);
        }
    }

    @Test
    void aGatewayThatRefusesOurPassword() throws Exception {
        try (var rig =
                new Rig().mx(Map.of("EHLO", "250-x\r\n250 AUTH PLAIN\r\n", "AUTH", "535 5.7.8 wrong password\r\n"))) {
            rig.with("gateway", "127.0.0.2:" + rig.server(1).port())
                    .with("gatewayUsername", "relay")
                    .with("gatewayPassword", "secret");
            var result = rig.deliver("ann");

            assertThat(result.told()).containsExactly("ann@example.org FAILED 535 5.7.8 wrong password");
        }
    }

    @Test
    void aGatewayWithoutAddressLosesNoMail() throws Exception {
        try (var rig = new Rig().with("gateway", "nowhere.example.net")) {
            var result = rig.deliver("ann");

            assertThat(result.state()).isEqualTo(TEMPORARY_FAILURE);
            assertThat(result.outcomes()
                            .getFirst()
                            .attempts()
                            .getFirst()
                            .peer()
                            .orElseThrow()
                            .role())
                    .isEqualTo(Role.SMART_HOST);
        }
    }
}
