package whybounce.testbed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what an embedded James and our mailets log, from level INFO on. */
final class RelayLog extends AppenderBase<ILoggingEvent> {

    private static final List<String> HEARD = List.of("org.apache.james", "whybounce");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    static RelayLog listen() {
        var log = new RelayLog();
        log.start();
        for (var name : HEARD) {
            var logger = (Logger) LoggerFactory.getLogger(name);
            logger.setLevel(Level.INFO);
            logger.addAppender(log);
        }
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void close() {
        HEARD.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).detachAppender(this));
        stop();
    }
}
