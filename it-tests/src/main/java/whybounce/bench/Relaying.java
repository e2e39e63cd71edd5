package whybounce.bench;

import com.codahale.metrics.MetricRegistry;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.transport.mailets.RemoteDelivery;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetContext;
import whybounce.mailets.ExplainedDelivery;

/**
 * Prints how many messages a second both delivery mailets hand to a server that takes all, one block of messages after
 * another in turns: what else the machine does then hits both alike.
 */
public final class Relaying {

    private static final int BLOCK = 200;
    private static final int MESSAGE_SIZE = 2_048;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(35);
    private static final long MEASURED = TimeUnit.SECONDS.toNanos(35);

    /** A block of messages takes a second or so; a loaded machine may need ten. */
    private static final int PATIENCE_SECONDS = 120;

    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
    private final DropWizardMetricFactory metrics = new DropWizardMetricFactory(new MetricRegistry());
    private final Sink sink;
    private long number;

    private Relaying(Sink sink) {
        this.sink = sink;
    }

    /** What one block took. */
    private record Block(double seconds, double cpuSeconds) {}

    public static void main(String[] args) throws Exception {
        try (var sink = Sink.start()) {
            new Relaying(sink).run();
        }
    }

    private void run() throws Exception {
        var dns = unused(DNSService.class);
        var domains = unused(DomainList.class);
        var ours = started(new ExplainedDelivery(dns, domains, queues, metrics), "ours");
        var james = started(new RemoteDelivery(dns, domains, queues, metrics), "james");
        inTurns(ours, james, WARM_UP, new ArrayList<>(), new ArrayList<>());
        var oursTook = new ArrayList<Block>();
        var jamesTook = new ArrayList<Block>();
        inTurns(ours, james, MEASURED, oursTook, jamesTook);
        print(oursTook, jamesTook);
        ours.destroy();
        james.destroy();
    }

    private void inTurns(Mailet ours, Mailet james, long span, List<Block> oursTook, List<Block> jamesTook)
            throws Exception {
        long end = System.nanoTime() + span;
        while (System.nanoTime() < end) {
            oursTook.add(block(ours));
            jamesTook.add(block(james));
            jamesTook.add(block(james));
            oursTook.add(block(ours));
        }
    }

    private Block block(Mailet mailet) throws Exception {
        long cpu = cpuTime();
        long begin = System.nanoTime();
        for (int n = 0; n < BLOCK; n++) {
            var mail = mail();
            mailet.service(mail);
            LifecycleUtil.dispose(mail);
        }
        if (!sink.taken().tryAcquire(BLOCK, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("only " + sink.taken().availablePermits() + " of " + BLOCK + " came");
        }
        return new Block((System.nanoTime() - begin) / 1e9, (cpuTime() - cpu) / 1e9);
    }

    private static long cpuTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void print(List<Block> ours, List<Block> james) {
        System.out.printf("%-18s %12s %22s%n", "", "messages/s", "CPU ms a message *");
        print("ExplainedDelivery", ours);
        print("RemoteDelivery", james);
        System.out.printf(
                Locale.ROOT,
                "%-18s %12.3f %22.3f%n",
                "ratio",
                median(james, Block::seconds) / median(ours, Block::seconds),
                median(ours, Block::cpuSeconds) / median(james, Block::cpuSeconds));
        System.out.println("Medians of blocks of " + BLOCK + " messages. * of both ends: the server is in this JVM");
    }

    private static void print(String name, List<Block> blocks) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %12.0f %22.3f%n",
                name,
                BLOCK / median(blocks, Block::seconds),
                median(blocks, Block::cpuSeconds) * 1000 / BLOCK);
    }

    private static double median(List<Block> blocks, ToDoubleFunction<Block> measure) {
        return blocks.stream().mapToDouble(measure).sorted().toArray()[blocks.size() / 2];
    }

    private Mailet started(Mailet mailet, String queue) throws MessagingException {
        mailet.init(new Bounces.Config(
                Map.of(
                        "outgoing", queue,
                        "gateway", sink.address(),
                        "deliveryThreads", "2",
                        "heloName", "relay.example.com",
                        "bounceProcessor", "bounces",
                        "maxRetries", "0"),
                Bounces.answering(MailetContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getPostmaster" -> new MailAddress("postmaster@localhost");
                    case "getServerInfo" -> "bench";
                    default -> throw new UnsupportedOperationException(method.getName());
                })));
        return mailet;
    }

    private MailImpl mail() throws MessagingException {
        var line = "Some words of a message that gets through.\r\n";
        var message =
                "From: ann@localhost\r\nTo: ben@example.org\r\nSubject: Lunch\r\nMessage-ID: <1@localhost>\r\n\r\n"
                        + line.repeat(MESSAGE_SIZE / line.length());
        var mail = MailImpl.builder()
                .name("Mail" + number++)
                .sender("ann@localhost")
                .addRecipient("ben@example.org")
                .build();
        mail.setMessageContent(MimeMessageInputStreamSource.create(
                "bench", new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII))));
        return mail;
    }

    private static <T> T unused(Class<T> type) {
        return Bounces.answering(type, (proxy, method, arguments) -> switch (method.getName()) {
            case "getAllByName" -> List.of(java.net.InetAddress.getByName((String) arguments[0]));
            case "getByName" -> java.net.InetAddress.getByName((String) arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }
}
