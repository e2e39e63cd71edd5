package whybounce.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import whybounce.testbed.JamesRelay;
import whybounce.testbed.Loopback;
import whybounce.testbed.Mailbox;
import whybounce.testbed.RelayFolder;
import whybounce.testbed.SmtpPeer;
import whybounce.testbed.TestDns;

/** One relay, and around it the peers, names and mailboxes of many scenarios at once. */
final class World implements AutoCloseable {

    private final Mailbox mailbox;
    private final TestDns dns;
    private final Map<String, SmtpPeer> peers = new LinkedHashMap<>();
    private final JamesRelay relay;

    private World(Mailbox mailbox, TestDns dns, Map<String, SmtpPeer> peers, JamesRelay relay) {
        this.mailbox = mailbox;
        this.dns = dns;
        this.peers.putAll(peers);
        this.relay = relay;
    }

    /** How a relay is started in a folder. */
    @FunctionalInterface
    interface Start {
        JamesRelay in(RelayFolder folder) throws IOException;
    }

    static World of(List<Scenario> scenarios, Path folder, Start start) throws IOException {
        var loopback = Loopback.withFreePort();
        var mailbox = Mailbox.start(loopback.address());
        var dns = TestDns.start("");
        var closed = loopback.address();
        var conf = RelayConf.shipped(folder, dns.address(), loopback.port(), mailbox.smtp());
        var peers = new LinkedHashMap<String, SmtpPeer>();
        for (var scenario : scenarios) {
            var names = new LinkedHashMap<String, String>();
            names.put("closed", closed.getHostString());
            names.put("port", Integer.toString(loopback.port()));
            names.put("dns", "127.0.0.1:" + dns.address().getPort());
            for (var peer : scenario.peers().entrySet()) {
                var running = SmtpPeer.start(loopback.address(), peer.getValue());
                peers.put(scenario.name() + "/" + peer.getKey(), running);
                names.put(peer.getKey(), running.address().getHostString());
            }
            dns.add(fill(scenario.zone(), names));
            conf.add(scenario, fill(scenario.delivery(), names), fill(scenario.bounce(), names));
        }
        return new World(mailbox, dns, peers, start.in(conf.folder()));
    }

    private static Map<String, String> fill(Map<String, String> texts, Map<String, String> names) {
        var filled = new LinkedHashMap<String, String>();
        texts.forEach((key, text) -> filled.put(key, fill(text, names)));
        return filled;
    }

    private static String fill(String text, Map<String, String> names) {
        var filled = text;
        for (var name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    JamesRelay relay() {
        return relay;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    SmtpPeer peer(Scenario scenario, String name) {
        return java.util.Objects.requireNonNull(peers.get(scenario.name() + "/" + name), name);
    }

    @Override
    public void close() throws IOException {
        relay.close();
        for (var peer : peers.values()) {
            peer.close();
        }
        mailbox.close();
        dns.close();
    }
}
