package whybounce.testbed;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import javax.inject.Inject;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.utils.SpoolerProbe;

/** A James in this JVM. */
final class EmbeddedRelay implements JamesRelay {

    private final GuiceJamesServer james;
    private final RelayLog log;

    private EmbeddedRelay(GuiceJamesServer james, RelayLog log) {
        this.james = james;
        this.log = log;
    }

    static EmbeddedRelay start(RelayFolder folder) {
        // Read when James's class is loaded; by default a failing start ends the JVM, and with it the tests.
        System.setProperty("james.exit.on.startup.error", "false");
        var configuration = MemoryJamesConfiguration.builder()
                .workingDirectory(folder.path().toFile())
                .usersRepository(UsersRepositoryModuleChooser.Implementation.DEFAULT)
                .build();
        var james = GuiceJamesServer.forConfiguration(configuration)
                .combineWith(MemoryJamesServerMain.SMTP_ONLY_MODULE)
                .combineWith(new UsersRepositoryModuleChooser(new MemoryUsersRepositoryModule())
                        .chooseModules(configuration.getUsersRepositoryImplementation()))
                .combineWith(new FakeSearchMailboxModule())
                .combineWith(new Queues());
        var log = RelayLog.listen();
        try {
            james.start();
        } catch (Exception e) {
            throw new IllegalStateException("James does not start in " + folder.path(), e);
        }
        return new EmbeddedRelay(james, log);
    }

    @Override
    public InetSocketAddress smtp() {
        int port = james.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public boolean isIdle() {
        var queues = james.getProbe(QueueProbe.class);
        var spooler = james.getProbe(SpoolerProbe.class);
        // A mail on its way from one to the other is seen at the second look.
        return queues.areEmpty() && spooler.processingFinished() && queues.areEmpty();
    }

    @Override
    public List<String> log() {
        return log.lines();
    }

    @Override
    public void close() {
        james.stop();
        log.close();
    }

    private static final class Queues extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(QueueProbe.class);
        }
    }

    /** Tells whether mail waits in any queue. */
    static final class QueueProbe implements GuiceProbe {

        private final MailQueueFactory<? extends ManageableMailQueue> factory;

        @Inject
        QueueProbe(MailQueueFactory<? extends ManageableMailQueue> factory) {
            this.factory = factory;
        }

        boolean areEmpty() {
            return factory.listCreatedMailQueues().stream()
                    .flatMap(name -> factory.getQueue(name, MailQueueFactory.prefetchCount(1)).stream())
                    .allMatch(QueueProbe::isEmpty);
        }

        private static boolean isEmpty(ManageableMailQueue queue) {
            try {
                return queue.getSize() == 0;
            } catch (org.apache.james.queue.api.MailQueue.MailQueueException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
