package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Exit;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** The command {@code watch}. */
public final class WatchUsage {

    public static final CommandUsage COMMAND = new CommandUsage(
            "watch",
            "probes on a schedule, serves metrics, and tells when something changes",
            List.of("watch FILE [--check]"),
            """
            FILE says in TOML what is watched, how often, what has to come of it, and who is told \
            when that changes: by a command, a mail or a signed webhook. docs/probe.md describes \
            it, and conf/smtp-probe-watch.toml is an example with all there is.

            Metrics for Prometheus and a health page are served on loopback. The last results are \
            kept in a folder, so that a restart asks and tells nothing twice. SIGTERM ends it.""",
            Input.FILE,
            List.of(Group.of(
                    "Options",
                    Option.flag("--check", "only say what is wrong in the file, or that nothing is"),
                    Program.HELP)),
            List.of(
                    new Exit("0", "it was told to stop, or nothing is wrong in the file"),
                    new Exit("1", "it cannot listen or keep its results"),
                    new Exit("2", "wrong usage, or something is wrong in the file; nothing is sent then")),
            List.of("watch --check conf/smtp-probe-watch.toml", "watch /etc/smtp-probe/watch.toml"));

    private WatchUsage() {}
}
