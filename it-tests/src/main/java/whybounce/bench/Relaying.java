package whybounce.bench;

import com.codahale.metrics.MetricRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.filesystem.api.FileSystem;
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
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.own.OwnFolders;

/** Prints how many messages a second both delivery mailets hand to a server that takes all, in blocks in turns. */
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

    public static void main(String[] args) throws Exception {
        try (var sink = Sink.start()) {
            new Relaying(sink).run();
        }
    }

    private void run() throws Exception {
        var dns = unused(DNSService.class);
        var domains = unused(DomainList.class);
        var ours = started(
                new ExplainedDelivery(
                        dns, domains, queues, metrics, new OwnFolders(unused(FileSystem.class)), new Traffic()),
                "ours");
        var james = started(new RemoteDelivery(dns, domains, queues, metrics), "james");
        inTurns(ours, james, WARM_UP);
        inTurns(ours, james, MEASURED).print(System.out);
        System.out.println("Medians of blocks of " + BLOCK + " messages. * of both ends: the server is in this JVM");
        ours.destroy();
        james.destroy();
    }

    private SideBySide inTurns(Mailet ours, Mailet james, long span) throws Exception {
        var table = new SideBySide("ExplainedDelivery", "RemoteDelivery", List.of("messages/s", "CPU ms a message *"));
        long end = System.nanoTime() + span;
        while (System.nanoTime() < end) {
            table.ours(block(ours));
            table.james(block(james));
            table.james(block(james));
            table.ours(block(ours));
        }
        return table;
    }

    /** Messages a second, and milliseconds of CPU a message. */
    private double[] block(Mailet mailet) throws Exception {
        double cpu = CpuTime.seconds();
        long begin = System.nanoTime();
        for (int n = 0; n < BLOCK; n++) {
            var mail = mail();
            mailet.service(mail);
            LifecycleUtil.dispose(mail);
        }
        if (!sink.taken().tryAcquire(BLOCK, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("only " + sink.taken().availablePermits() + " of " + BLOCK + " came");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new double[] {BLOCK / seconds, (CpuTime.seconds() - cpu) * 1000 / BLOCK};
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
            case "getFile" -> new java.io.File("no-such-folder");
            case "hashCode" -> System.identityHashCode(proxy);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }
}
