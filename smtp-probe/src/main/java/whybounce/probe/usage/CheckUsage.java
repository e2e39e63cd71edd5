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
            List.of("check DOMAIN [options]", "check --client HOST [options]"),
            """
            Looks at the SPF, DMARC and MX records of a domain that sends mail, at the keys of \
            its DKIM selectors, at the names of the hosts that send, at what it asks of \
            encryption, and, where that is wanted, at block lists. Every problem comes with the \
            record to publish and the command that shows what is there.

            Only the DNS is asked, and for three seconds at most. What it did not say by then is \
            told as not tested. Others are asked only where an option says so, since they see \
            who asks: block lists with --block-list, mail servers with --connect, web servers \
            with --mta-sts.

            With --message it looks at a message as it was sent: whether its DKIM signatures hold \
            and if not why, whether DMARC is content with it, and what of it a filter may dislike. \
            The last are possible reasons and no verdict. With --dkim-key it compares a private \
            key with what is published, and makes the record of it. Neither file leaves this \
            machine.

            With --client it looks at a server as mail programs do: the ports to send and to \
            fetch, their encryption and certificates, and the ways to log in. Nobody logs in.

            With --watch only what has changed since last time is told, and nothing where nothing \
            has: for cron.""",
            Input.NOTHING,
            List.of(
                    Group.of(
                            "What is looked at",
                            Option.with(
                                    "--ip", "ADDRESS", "an address that mail leaves from; as often as there are some"),
                            Option.with("--helo", "NAME", "what the sending host calls itself"),
                            Option.with("--selector", "NAME", "a DKIM selector; as often as there are some"),
                            Option.with(
                                    "--dkim-key",
                                    "FILE",
                                    "the private key that signs with the selector, in PEM; the record to publish"
                                            + " is made of it"),
                            Option.with("--message", "FILE", "a message from the domain, as it was sent"),
                            Option.with(
                                    "--size-limit",
                                    "OCTETS",
                                    "what the receiving server takes, as SIZE tells it after EHLO"),
                            Option.with("--remote", "DOMAIN", "a domain that mail is sent to"),
                            Option.with(
                                    "--block-list",
                                    "NAME",
                                    "a block list to ask, by its name or zone, or all; see docs/checks.md"),
                            Option.flag(
                                    "--connect",
                                    "connects to the mail servers, and holds their certificates against TLSA"
                                            + " records and MTA-STS; sends nothing"),
                            Option.flag("--mta-sts", "fetches the policy of MTA-STS from the domain's web server"),
                            Option.with(
                                    "--client",
                                    "HOST",
                                    "instead of a domain: a server, as people type it into their mail programs")),
                    Group.of(
                            "Options",
                            Option.with(
                                    "--resolver",
                                    "HOST:PORT",
                                    "a DNS server to ask instead of the system's; several are asked in turn"),
                            Option.with(
                                    "--watch",
                                    "FILE",
                                    "keeps the result in FILE, and tells what has changed since last time"),
                            Option.flag("--json", "for a program instead of a person"),
                            Program.HELP)),
            List.of(
                    new Exit("0", "no problem; with --watch: nothing has changed"),
                    new Exit("1", "a problem; with --watch: something has changed"),
                    new Exit("2", "wrong usage"),
                    new Exit("3", "neither, and something could not be tested")),
            List.of(
                    "check example.com",
                    "check example.com --ip 203.0.113.5 --helo mail.example.com --selector s1",
                    "check example.com --selector s1 --dkim-key s1.pem",
                    "check example.com --ip 203.0.113.5 --message sent.eml",
                    "check example.com --ip 203.0.113.5 --block-list all --json",
                    "check example.com --remote example.org --connect --mta-sts",
                    "check --client mail.example.com",
                    "check example.com --watch /var/lib/whybounce/example.com.json"));

    private CheckUsage() {}
}
