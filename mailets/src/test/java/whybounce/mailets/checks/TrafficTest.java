package whybounce.mailets.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dns.IpText;

/** What deliveries show: our addresses, the domains that took mail, a way out that leads nowhere. */
class TrafficTest {

    private long now = -7; // System.nanoTime may begin anywhere.
    private final Traffic traffic = new Traffic(() -> now);

    private void later(Duration span) {
        now += span.toNanos();
    }

    /** {@code +} in front of an address that was reached, {@code -} of one that was not; a domain behind it. */
    private void tries(String tries) {
        for (var one : tries.split(" ", -1)) {
            var parts = one.substring(1).split("/", 2);
            if (one.startsWith("+")) {
                traffic.reached(address(parts[0]));
            } else {
                traffic.unreached(parts.length > 1 ? parts[1] : parts[0] + ".example", address(parts[0]));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'nothing was ever reached, and three networks cannot be', -192.0.2.1 -198.51.100.1 -203.0.113.1, true",
        "two are not enough, -192.0.2.1 -198.51.100.1, false",
        "three servers of one provider, -192.0.2.1 -192.0.2.2 -192.0.9.3, false",
        "three servers of one domain, -192.0.2.1/a.example -198.51.100.1/a.example -203.0.113.1/a.example, false",
        "one answers meanwhile, -192.0.2.1 -198.51.100.1 +192.0.2.77 -203.0.113.1, false",
        "dead domains beside those that work, +192.0.2.1 -198.51.100.1 -203.0.113.1 -100.0.0.1 -101.0.0.1, false",
        "'what was reached before cannot be any more', +192.0.2.1 +198.51.100.1 +203.0.113.1 -192.0.2.1 -198.51.100.1 "
                + "-203.0.113.1, true",
        "IPv6 as well, -2001:db8::1 -2001:db9::1 -192.0.2.1, true",
        "neighbours in IPv6, -2001:db8::1 -2001:db8:1::1 -2001:db8:2::1, false"
    })
    void noDestinationAtAllIsReachableWhere(String why, String tries, boolean blocked) {
        tries(tries);
        assertThat(traffic.blockade().isPresent()).isEqualTo(blocked);
    }

    @Test
    void whatLiesAnHourBackSaysNothingOfNow() {
        tries("-192.0.2.1 -198.51.100.1");
        later(Blockade.WINDOW.plusSeconds(1));
        tries("-203.0.113.1");
        assertThat(traffic.blockade()).isEmpty();
    }

    @Test
    void aBlockadeNamesWhatWasTried() {
        tries("-192.0.2.1 -198.51.100.1 -203.0.113.1");
        assertThat(traffic.blockade())
                .contains(
                        "No connection to port 25 of any destination came about lately; tried were 3 networks, such as"
                                + " those of 192.0.2.1, 198.51.100.1, 203.0.113.1.");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5, true",
        "2001:db8::5, true",
        "127.0.0.1, false",
        "10.1.2.3, false",
        "100.64.1.1, false",
        "192.168.7.7, false",
        "169.254.1.1, false",
        "fd00::1, false",
        "fe80::1, false",
        "::1, false"
    })
    void anAddressIsLearntWhereOthersCanSeeIt(String address, boolean learnt) {
        traffic.cameFrom(address(address));
        assertThat(traffic.addresses().contains(address(address))).isEqualTo(learnt);
    }

    @Test
    void anAddressThatIsUsedNoMoreIsForgotten() {
        traffic.cameFrom(address("203.0.113.5"));
        later(OwnAddresses.KEPT.minusHours(1));
        traffic.cameFrom(address("203.0.113.6"));
        later(Duration.ofHours(2));
        assertThat(traffic.addresses()).containsExactly(address("203.0.113.6"));
    }

    @Test
    void onlyTheLastFewAddressesAreKept() {
        for (int i = 0; i < 2 * OwnAddresses.MOST; i++) {
            traffic.cameFrom(address("203.0.113." + i));
        }
        assertThat(traffic.addresses()).hasSize(OwnAddresses.MOST).contains(address("203.0.113.15"));
    }

    @Test
    void eachSendersDomainHasItsOwnRecentOnes() {
        traffic.delivered("One.example", "Partner.test");
        traffic.delivered("two.example", "other.test");
        assertThat(traffic.recent("one.EXAMPLE").all()).containsExactly("partner.test");
        assertThat(traffic.recent("three.example").all()).isEmpty();
    }

    @Test
    void sendersOfLongAgoMakeRoom() {
        for (int i = 0; i <= Correspondence.MOST_SENDERS; i++) {
            traffic.delivered("d" + i + ".example", "partner.test");
        }
        assertThat(traffic.recent("d1.example").all()).isNotEmpty();
        assertThat(traffic.recent("d0.example").all()).isEmpty();
    }

    private static InetAddress address(String text) {
        return IpText.address(text).orElseThrow();
    }
}
