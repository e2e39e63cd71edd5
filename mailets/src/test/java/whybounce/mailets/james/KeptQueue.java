package whybounce.mailets.james;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A queue that keeps what it is given and gives nothing back. */
final class KeptQueue implements MailQueue {

    final List<Mail> kept = new ArrayList<>();

    @Override
    public MailQueueName getName() {
        return MailQueueName.of("outgoing");
    }

    @Override
    public void enQueue(Mail mail, Duration delay) {
        kept.add(mail);
    }

    @Override
    public void enQueue(Mail mail) {
        kept.add(mail);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        return Mono.fromRunnable(() -> kept.add(mail));
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
        return Flux.never();
    }

    @Override
    public void close() {}
}
