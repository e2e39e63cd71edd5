package whybounce.testbed.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.testbed.Dialogue;
import whybounce.testbed.Loopback;
import whybounce.testbed.Mailbox;
import whybounce.testbed.RelayFolder;
import whybounce.testbed.SmtpPeer;
import whybounce.testbed.TestDns;

/** Everything around the relay: the servers of the destinations, their DNS, and the sender's mailbox. */
final class DemoWorld implements AutoCloseable {

    /** The sender; mailboxes of this domain are on a server of their own, as in a company with a relay in front. */
    static final String SENDER = "you@home.example";

    private static final String HOME = "home.example";

    /** Where the relay's mail would come from, were it on the Internet. */
    private static final String OUTBOUND = "192.0.2.25";

    private static final String SMART_HOST = "smarthost." + HOME;
    private static final String BEHIND_THE_SMART_HOST = "beyond.example";

    /** Mail that comes from here is none of ours: we pass it on. */
    private static final String ELSEWHERE = "elsewhere.example";

    /** Mail to here is late in a second, and not in four hours. */
    private static final String LATE = "late.example";

    /** Fifteen seconds instead of five days; the first pause lets a greylisting server forget. */
    private static final String PAUSES = "2 sec, 5 sec, 8 sec";

    private final Loopback net = Loopback.withFreePort();
    private final Map<String, SmtpPeer> peers = new HashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TestDns dns;
    private final Mailbox mailbox;
    private final DemoKey key = DemoKey.of(HOME);

    DemoWorld(List<DemoCase> cases) throws IOException {
        var home = net.address();
        mailbox = opened(Mailbox.start(home));
        dns = opened(TestDns.start("""
                %1$s MX 10 mail.%1$s
                %2$s MX 10 mail.%1$s
                mail.%1$s A %3$s
                """.formatted(HOME, ELSEWHERE, home.getHostString())));
        for (var one : cases) {
            add(one);
        }
    }

    private void add(DemoCase one) throws IOException {
        dns.add(key.into(one.dns()));
        for (var peer : one.peers().entrySet()) {
            listen(peer.getKey(), peer.getValue());
        }
        for (var host : one.closed()) {
            dns.add(host + " A " + net.address().getHostString());
        }
    }

    private void listen(String host, Dialogue dialogue) throws IOException {
        var address = net.address();
        peers.put(host, opened(SmtpPeer.start(address, dialogue)));
        dns.add(host + " A " + address.getHostString());
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** That signs for the sender. */
    DemoKey key() {
        return key;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Whether a server of {@code one} took mail for {@code recipient}. */
    boolean arrived(DemoCase one, String recipient) {
        return one.peers().keySet().stream()
                .flatMap(host -> Optional.ofNullable(peers.get(host)).stream())
                .flatMap(peer -> peer.received().stream())
                .flatMap(mail -> mail.recipients().stream())
                .anyMatch(to -> to.contains("<" + recipient + ">"));
    }

    /** Points the configuration in {@code folder} at this world, and makes the relay give up in seconds. */
    void configure(RelayFolder folder, int smtpPort) throws IOException {
        addProcessors(folder.path().resolve("conf/mailetcontainer.xml"));
        String report = "//mailet[@class='whybounce.mailets.ExplainedBounce']";
        String delivery = "//mailet[@class='whybounce.mailets.ExplainedDelivery']";
        folder.set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:" + smtpPort)
                .set("imapserver.xml", "//imapserver/@enabled", "false")
                .set("domainlist.xml", "//defaultDomain", HOME)
                .set(
                        "mailetcontainer.xml",
                        delivery + "/resolver",
                        "127.0.0.1:" + dns.address().getPort())
                .set("mailetcontainer.xml", delivery + "/portMap", Integer.toString(net.port()))
                .set("mailetcontainer.xml", delivery + "/delayTime", PAUSES)
                .set("mailetcontainer.xml", delivery + "/maxRetries", "3")
                .set("mailetcontainer.xml", delivery + "/maxDnsProblemRetries", "3")
                .set("mailetcontainer.xml", report + "/hostName", "relay." + HOME)
                .set(
                        "mailetcontainer.xml",
                        report + "/resolver",
                        "127.0.0.1:" + dns.address().getPort())
                .set("mailetcontainer.xml", report + "/outboundAddresses", OUTBOUND)
                .set("mailetcontainer.xml", report + "/blockLists", "zen.spamhaus.org")
                .set("mailetcontainer.xml", report + "/contactName", "Home mail service")
                .set("mailetcontainer.xml", report + "/contactText", "help@" + HOME);
    }

    /** Two more relay processors: mail goes through a smart host, and mail is soon late. */
    private void addProcessors(Path file) throws IOException {
        String container = Files.readString(file);
        int from = container.indexOf("<processor state=\"relay\"");
        int to = container.indexOf("</processor>", from) + "</processor>".length();
        String relay = container.substring(from, to);
        String gateway = "<gateway>" + SMART_HOST + "</gateway><gatewayPort>" + net.port() + "</gatewayPort>";
        String more = with("smart-host", gateway, relay) + with("late", "<delayAfter>1 second</delayAfter>", relay);
        String routes = route(BEHIND_THE_SMART_HOST, "smart-host")
                + route(LATE, "late")
                + route(HOME, "relay")
                + route(ELSEWHERE, "relay");
        String local = "<mailet match=\"RecipientIsLocal\"";
        String edited = container.substring(0, to) + more + container.substring(to);
        Files.writeString(file, edited.replace(local, routes + local), StandardCharsets.UTF_8);
    }

    /** The processor {@code relay} with another name, a queue of its own and one more setting. */
    private static String with(String name, String setting, String relay) {
        return relay.replace("state=\"relay\"", "state=\"" + name + "\"")
                .replace("<outgoing>outgoing</outgoing>", "<outgoing>" + name + "</outgoing>" + setting);
    }

    private static String route(String domain, String processor) {
        return "<mailet match=\"HostIs=" + domain + "\" class=\"ToProcessor\"><processor>" + processor
                + "</processor></mailet>";
    }

    @Override
    public void close() {
        for (var part : open) {
            try {
                part.close();
            } catch (Exception e) {
                // The run is over; what cannot be closed ends with it.
            }
        }
    }
}
