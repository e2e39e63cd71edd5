package whybounce.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.dns.MapDns;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.NoRoute.Why;
import whybounce.failure.Peer.Role;
import whybounce.probe.plan.Plan.NoWay;
import whybounce.probe.plan.Plan.Note;
import whybounce.probe.plan.Plan.Note.Kind;
import whybounce.probe.plan.Plan.Route;

class PlannerTest {

    private static final MapDns DNS = new MapDns(Map.ofEntries(
            Map.entry("example.org", List.of("MX 20 mx2.example.org", "MX 10 mx1.example.org.")),
            Map.entry("mx1.example.org", List.of("A 192.0.2.1", "A 192.0.2.2", "AAAA 2001:db8::1")),
            Map.entry("mx2.example.org", List.of("AAAA 2001:db8::2")),
            Map.entry("null.example", List.of("MX 0 .")),
            Map.entry("null-and-more.example", List.of("MX 0 .", "MX 10 mx2.example.org")),
            Map.entry("implicit.example", List.of("A 192.0.2.7")),
            Map.entry("nothing.example", List.of("TXT hello")),
            Map.entry("broken.example", List.of("SERVFAIL")),
            Map.entry("silent.example", List.of("TIMED_OUT")),
            Map.entry("mx-gone.example", List.of("MX 1 gone.example", "MX 2 nothing.example")),
            Map.entry("mx-partly-gone.example", List.of("MX 1 gone.example", "MX 2 mx2.example.org")),
            Map.entry("mx-silent.example", List.of("MX 1 gone.example", "MX 2 silent.example")),
            Map.entry("mx-partly-silent.example", List.of("MX 1 silent.example", "MX 2 mx2.example.org")),
            Map.entry("mx-address.example", List.of("MX 1 192.0.2.9")),
            Map.entry("mx-alias.example", List.of("MX 1 alias.example")),
            Map.entry("alias.example", List.of("CNAME mx2.example.org")),
            Map.entry("xn--bcher-kva.example", List.of("MX 1 mx2.example.org"))));

    private final Planner planner = new Planner(DNS, new Random(1));

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void aWay(String domain, List<String> stops, List<Note> notes) {
        assertThat(planner.toDomain(domain)).isInstanceOfSatisfying(Route.class, route -> {
            assertThat(route.stops().stream().map(PlannerTest::shown)).isEqualTo(stops);
            assertThat(route.notes()).isEqualTo(notes);
            assertThat(route.stops()).allMatch(stop -> stop.endpoint().port() == 25);
        });
    }

    static Stream<Arguments> ways() {
        var second = "20 mx2.example.org 2001:db8:0:0:0:0:0:2";
        return Stream.of(
                way(
                        "example.org",
                        List.of(
                                "10 mx1.example.org 192.0.2.1",
                                "10 mx1.example.org 192.0.2.2",
                                "10 mx1.example.org 2001:db8:0:0:0:0:0:1",
                                second)),
                way(
                        "implicit.example",
                        List.of("- implicit.example 192.0.2.7"),
                        new Note(Kind.IMPLICIT_MX, "implicit.example")),
                way(
                        "null-and-more.example",
                        List.of("10 mx2.example.org 2001:db8:0:0:0:0:0:2"),
                        new Note(Kind.NULL_MX_AMONG_OTHERS, "null-and-more.example")),
                way(
                        "mx-partly-gone.example",
                        List.of("2 mx2.example.org 2001:db8:0:0:0:0:0:2"),
                        new Note(Kind.WITHOUT_ADDRESS, "gone.example")),
                way(
                        "mx-partly-silent.example",
                        List.of("2 mx2.example.org 2001:db8:0:0:0:0:0:2"),
                        new Note(Kind.NOT_ASKED, "silent.example")),
                way(
                        "mx-alias.example",
                        List.of("1 alias.example 2001:db8:0:0:0:0:0:2"),
                        new Note(Kind.ALIAS_AS_MX, "alias.example (mx2.example.org)")),
                way("b\u00fccher.example", List.of("1 mx2.example.org 2001:db8:0:0:0:0:0:2")),
                way(
                        "EXAMPLE.org.",
                        List.of(
                                "10 mx1.example.org 192.0.2.1",
                                "10 mx1.example.org 192.0.2.2",
                                "10 mx1.example.org 2001:db8:0:0:0:0:0:1",
                                second)),
                way("[192.0.2.5]", List.of("- [192.0.2.5] 192.0.2.5")),
                way("[IPv6:2001:db8::5]", List.of("- [IPv6:2001:db8::5] 2001:db8:0:0:0:0:0:5")));
    }

    private static Arguments way(String domain, List<String> stops, Note... notes) {
        return Arguments.of(domain, stops, List.of(notes));
    }

    private static String shown(Plan.Stop stop) {
        var preference =
                stop.preference().isPresent() ? String.valueOf(stop.preference().getAsInt()) : "-";
        return preference + " " + stop.endpoint().host() + " "
                + stop.endpoint().address().getHostAddress();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dead")
    void noWay(String domain, NoRoute failure, List<Note> notes) {
        assertThat(planner.toDomain(domain)).isEqualTo(new NoWay(failure, notes));
    }

    static Stream<Arguments> dead() {
        return Stream.of(
                none("gone.example", Why.NO_SUCH_DOMAIN),
                none("null.example", Why.NULL_MX),
                none("broken.example", Why.SERVFAIL),
                none("silent.example", Why.TIMED_OUT),
                none(
                        "nothing.example",
                        Why.NO_SUCH_DOMAIN,
                        new Note(Kind.IMPLICIT_MX, "nothing.example"),
                        new Note(Kind.WITHOUT_ADDRESS, "nothing.example")),
                none(
                        "mx-silent.example",
                        Why.TIMED_OUT,
                        new Note(Kind.WITHOUT_ADDRESS, "gone.example"),
                        new Note(Kind.NOT_ASKED, "silent.example")),
                Arguments.of(
                        "mx-gone.example",
                        new NoRoute(
                                "mx-gone.example", Why.MX_WITHOUT_ADDRESS, List.of("gone.example", "nothing.example")),
                        List.of(
                                new Note(Kind.WITHOUT_ADDRESS, "gone.example"),
                                new Note(Kind.WITHOUT_ADDRESS, "nothing.example"))),
                Arguments.of(
                        "mx-address.example",
                        new NoRoute("mx-address.example", Why.MX_WITHOUT_ADDRESS, List.of("192.0.2.9")),
                        List.of(
                                new Note(Kind.ADDRESS_AS_MX, "192.0.2.9"),
                                new Note(Kind.WITHOUT_ADDRESS, "192.0.2.9"))));
    }

    private static Arguments none(String domain, Why why, Note... notes) {
        return Arguments.of(domain, new NoRoute(domain, why), List.of(notes));
    }

    @Test
    void aServerByName() {
        var route = (Route) planner.toServer("mx1.example.org", 587);

        assertThat(route.stops())
                .hasSize(3)
                .allMatch(
                        stop -> stop.endpoint().port() == 587 && stop.endpoint().role() == Role.GIVEN);
    }

    @ParameterizedTest
    @MethodSource("literals")
    void aServerByAddress(String server, String address) {
        var nobody = new LateDns(() -> {
            throw new IllegalStateException("nobody need be asked");
        });
        var route = (Route) new Planner(nobody, new Random(1)).toServer(server, 2525);

        assertThat(route.stops())
                .singleElement()
                .satisfies(stop ->
                        assertThat(stop.endpoint().address().getHostAddress()).isEqualTo(address));
    }

    static List<Arguments> literals() {
        return List.of(
                Arguments.of("127.0.0.1", "127.0.0.1"),
                Arguments.of("[127.0.0.1]", "127.0.0.1"),
                Arguments.of("::1", "0:0:0:0:0:0:0:1"),
                Arguments.of("[::1]", "0:0:0:0:0:0:0:1"));
    }

    /** RFC 5321 section 5.1: the load is spread over servers of one preference. */
    @Test
    void equalPreferencesAreShuffled() {
        var dns = new MapDns(Map.of(
                "example.org", List.of("MX 10 a.example.org", "MX 10 b.example.org", "MX 20 c.example.org"),
                "a.example.org", List.of("A 192.0.2.1"),
                "b.example.org", List.of("A 192.0.2.2"),
                "c.example.org", List.of("A 192.0.2.3")));
        var shuffling = new Planner(dns, new Random(20_261_121));
        var orders = new TreeSet<String>();
        for (int i = 0; i < 50; i++) {
            var route = (Route) shuffling.toDomain("example.org");
            orders.add(route.stops().stream()
                    .map(stop -> stop.endpoint().host().substring(0, 1))
                    .reduce("", String::concat));
        }
        assertThat(orders).containsExactly("abc", "bac");
    }
}
