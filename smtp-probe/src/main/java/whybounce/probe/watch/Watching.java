package whybounce.probe.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Function;
import whybounce.probe.watch.WatchPlan.Mail;
import whybounce.probe.watch.WatchPlan.Webhook;

/** A plan carried out: the watch, its server and its alarms. */
public final class Watching implements AutoCloseable {

    private final Watch watch;
    private final WatchServer server;
    private final World world;

    /**
     * Begins to serve; {@link #run} watches.
     *
     * @param state the folder for the last results
     * @param mailer makes who sends a message to somebody
     */
    public Watching(WatchPlan plan, Path state, Runner runner, Function<Mail, Mailer> mailer, World world)
            throws IOException {
        this.world = world;
        var alarms = alarms(plan.alerts(), mailer, world);
        this.watch = new Watch(plan.checks(), state, runner, alarms, world);
        this.server = new WatchServer(plan.listen(), watch, new WatchMetrics(watch, alarms));
    }

    private static Alarms alarms(WatchPlan.Alerts alerts, Function<Mail, Mailer> mailer, World world)
            throws IOException {
        var alarms = new ArrayList<Alarm>();
        if (!alerts.command().isEmpty()) {
            alarms.add(new CommandAlarm(alerts.command()));
        }
        alerts.mail().ifPresent(mail -> alarms.add(new MailAlarm(mailer.apply(mail))));
        if (alerts.webhook().isPresent()) {
            alarms.add(webhook(alerts.webhook().get(), world));
        }
        return new Alarms(alarms, world.log());
    }

    private static Alarm webhook(Webhook webhook, World world) throws IOException {
        try (var lines = Files.lines(webhook.secretFile(), StandardCharsets.UTF_8)) {
            var secret = lines.findFirst().orElse("");
            if (secret.isBlank()) {
                throw new IOException(webhook.secretFile() + " has no secret in its first line");
            }
            return new WebhookAlarm(webhook.address(), secret, world.clock());
        }
    }

    /** Watches until the thread is interrupted. */
    public void run() {
        world.log().accept("watching; http://" + authority() + "/metrics and /health");
        watch.run();
        world.log().accept("stopping");
    }

    private String authority() {
        var address = server.address();
        var host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public void close() {
        server.close();
        watch.close();
    }
}
