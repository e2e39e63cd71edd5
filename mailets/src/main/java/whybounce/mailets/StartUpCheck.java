package whybounce.mailets;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import whybounce.mailets.james.DangerousSettings;

/** The look at James's own files when it starts. One for a whole James: several processors may have the mailet. */
@Singleton
public final class StartUpCheck {

    private final ConfigurationProvider configuration;
    private final AtomicBoolean done = new AtomicBoolean();

    @Inject
    public StartUpCheck(ConfigurationProvider configuration) {
        this.configuration = configuration;
    }

    /** What is dangerous there, to who asks first; nothing to those who ask later. */
    public List<String> warnings() {
        return done.compareAndSet(false, true) ? new DangerousSettings(configuration).warnings() : List.of();
    }
}
