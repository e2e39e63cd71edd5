package whybounce.mailets.james;

import java.util.Iterator;
import java.util.Optional;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;

/**
 * An operator's parameters with our default where it differs from James's: {@code sendpartial} is on. Off, one refused
 * recipient holds up all others.
 */
record Defaults(MailetConfig given) implements MailetConfig {

    @Override
    public @Nullable String getInitParameter(String name) {
        var value = Optional.ofNullable(given.getInitParameter(name));
        return name.equals(RemoteDeliveryConfiguration.SENDPARTIAL) ? value.orElse("true") : value.orElse(null);
    }

    @Override
    public Iterator<String> getInitParameterNames() {
        return given.getInitParameterNames();
    }

    @Override
    public MailetContext getMailetContext() {
        return given.getMailetContext();
    }

    @Override
    public String getMailetName() {
        return given.getMailetName();
    }
}
