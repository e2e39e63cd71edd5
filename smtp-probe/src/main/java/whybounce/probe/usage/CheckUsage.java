package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Exit;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** The command {@code check}. */
public final class CheckUsage {

    public static final CommandUsage COMMAND = new CommandUsage(
            "check",
            "looks at what the DNS says of a domain, and says what to publish",
            List.of("check DOMAIN [options]"),
            """
            Looks at the SPF, DMARC and MX records of a domain that sends mail, at the keys of \
            its DKIM selectors, at the names of the hosts that send, at what it asks of \
            encryption, and, where that is wanted, at block lists. Every problem comes with the \
            record to publish and the command that shows what is there.

            Only the DNS is asked, and for three seconds at most. What it did not say by then is \
            told as not tested. Block lists are asked only with --block-list, since their \
            operators see what is looked up.""",
            Input.NOTHING,
            List.of(
                    Group.of(
                            "What is looked at",
                            Option.with(
                                    "--ip", "ADDRESS", "an address that mail leaves from; as often as there are some"),
                            Option.with("--helo", "NAME", "what the sending host calls itself"),
                            Option.with("--selector", "NAME", "a DKIM selector; as often as there are some"),
                            Option.with("--remote", "DOMAIN", "a domain that mail is sent to"),
                            Option.with(
                                    "--block-list",
                                    "NAME",
                                    "a block list to ask, by its name or zone, or all; see docs/checks.md")),
                    Group.of(
                            "Options",
                            Option.with(
                                    "--resolver",
                                    "HOST:PORT",
                                    "a DNS server to ask instead of the system's; several are asked in turn"),
                            Option.flag("--json", "for a program instead of a person"),
                            Program.HELP)),
            List.of(
                    new Exit("0", "no problem"),
                    new Exit("1", "a problem"),
                    new Exit("2", "wrong usage"),
                    new Exit("3", "no problem was found, and something could not be tested")),
            List.of(
                    "check example.com",
                    "check example.com --ip 203.0.113.5 --helo mail.example.com --selector s1",
                    "check example.com --ip 203.0.113.5 --block-list all --json"));

    private CheckUsage() {}
}
