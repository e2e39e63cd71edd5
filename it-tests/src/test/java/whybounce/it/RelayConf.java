package whybounce.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import whybounce.testbed.RelayFolder;

/**
 * The configuration that ships, changed for the tests: minutes become milliseconds, the DNS and the ports are those of the
 * test bed, mail to senders goes to the test bed's mailbox, and a scenario that needs it gets mailets of its own.
 */
record RelayConf(RelayFolder folder) {

    /** The senders who are ours. */
    static final String OWN = "sender.example.com";

    /** Senders elsewhere, who relay through us. */
    static final String FOREIGN = "elsewhere.example.net";

    private static final Path SHIPPED = Path.of("..", "conf");
    private static final String MAILETS = "mailetcontainer.xml";
    private static final String DELIVERY =
            "//processor[@state='relay']/mailet[@class='whybounce.mailets.ExplainedDelivery'][@match='All']";

    private static final String BOUNCE = "//mailet[@class='whybounce.mailets.ExplainedBounce']";

    static RelayConf shipped(Path folder, InetSocketAddress dns, int port, InetSocketAddress mailbox)
            throws IOException {
        var relay = RelayFolder.of(SHIPPED, folder)
                .set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:0")
                .set("domainlist.xml", "/domainlist/defaultDomain", OWN)
                .set(MAILETS, "//context/postmaster", "postmaster@" + OWN)
                .set(MAILETS, DELIVERY + "/delayTime", "400")
                .set(MAILETS, DELIVERY + "/maxRetries", "2")
                .set(MAILETS, DELIVERY + "/resolver", "127.0.0.1:" + dns.getPort())
                .set(MAILETS, DELIVERY + "/portMap", Integer.toString(port))
                .set(MAILETS, DELIVERY + "/heloName", "relay." + OWN)
                .set(MAILETS, BOUNCE + "/hostName", "relay." + OWN)
                .set(MAILETS, BOUNCE + "/resolver", "127.0.0.1:" + dns.getPort())
                .set(MAILETS, BOUNCE + "/outboundAddresses", "192.0.2.1");
        relay.insertBefore(
                MAILETS,
                "//processor[@state='transport']/mailet[@match='RecipientIsLocal']",
                mailet("HostIs=" + OWN + "," + FOREIGN, "RemoteDelivery", back(mailbox)));
        return new RelayConf(relay);
    }

    private static Map<String, String> back(InetSocketAddress mailbox) {
        return Map.of(
                "outgoing",
                "back",
                "bounceProcessor",
                "error",
                "gateway",
                mailbox.getHostString() + ":" + mailbox.getPort());
    }

    /** Gives a scenario delivery and report mailets of its own, where it has settings for them. */
    void add(Scenario scenario, Map<String, String> delivery, Map<String, String> bounce) {
        if (!bounce.isEmpty()) {
            bounce(scenario, bounce);
        }
        if (!delivery.isEmpty() || !bounce.isEmpty()) {
            delivery(scenario, delivery, !bounce.isEmpty());
        }
    }

    private void delivery(Scenario scenario, Map<String, String> changes, boolean ownBounce) {
        var settings = new LinkedHashMap<>(folder.children(MAILETS, DELIVERY));
        settings.put("outgoing", "outgoing-" + scenario.name());
        settings.put("deliveryThreads", "2");
        if (ownBounce) {
            settings.put("bounceProcessor", processor(scenario));
            settings.put("delayProcessor", processor(scenario));
        }
        settings.putAll(changes);
        settings.values().removeIf(String::isEmpty);
        var type = settings.remove("class");
        folder.insertBefore(
                MAILETS,
                DELIVERY,
                mailet(
                        "HostIs=" + String.join(",", scenario.domains()),
                        type == null ? "whybounce.mailets.ExplainedDelivery" : type,
                        settings));
    }

    private void bounce(Scenario scenario, Map<String, String> changes) {
        var settings = new LinkedHashMap<>(Map.of("hostName", "relay." + OWN));
        settings.putAll(changes);
        var type = settings.remove("class");
        var then = settings.remove("then");
        var first = mailet("All", type == null ? "whybounce.mailets.ExplainedBounce" : type, settings);
        var second = then == null ? "" : mailet("All", then, Map.of("passThrough", "false"));
        folder.insertBefore(
                MAILETS,
                "//processor[@state='bounces']",
                "<processor state=\"" + processor(scenario) + "\" enableJmx=\"false\">" + first + second
                        + "</processor>");
    }

    private static String processor(Scenario scenario) {
        return "bounces-" + scenario.name();
    }

    private static String mailet(String match, String type, Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> "<" + entry.getKey() + ">" + entry.getValue() + "</" + entry.getKey() + ">")
                .collect(
                        Collectors.joining("", "<mailet match=\"" + match + "\" class=\"" + type + "\">", "</mailet>"));
    }
}
