package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Exit;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** The command {@code send}; its options are those of swaks where it has one. */
public final class SendUsage {

    /** Where it can stop. */
    private static final List<String> STOPS =
            List.of("connect", "greeting", "ehlo", "starttls", "auth", "vrfy", "mail", "rcpt", "data");

    private static final List<String> MECHANISMS = List.of("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "SCRAM-SHA-256");

    private static final Group WHERE = Group.of(
            "Whom, and where",
            Option.with("--to -t", "ADDRESS", "the recipient"),
            Option.with("--from -f", "ADDRESS", "the sender; --from= is the null sender of reports"),
            Option.with(
                    "--server -s",
                    "HOST",
                    "the server, by name or address; otherwise where mail for the recipient's domain goes"),
            Option.with("--port -p", "N", "its port (25)"),
            Option.with("--helo", "NAME", "our name; otherwise that of this machine"),
            Option.with("--resolver", "HOST[:PORT]", "the DNS server to ask"),
            Option.with("--timeout", "SECONDS", "for the next byte (60)"),
            Option.with("--deadline", "SECONDS", "for a conversation in all (300)"));

    private static final Group TLS = Group.of(
            "Encryption, and who we are",
            Option.flag("--tls", "not without STARTTLS, which is used when offered anyway"),
            Option.flag("--tls-on-connect", "encrypted from the first byte, on port 465"),
            Option.flag("--no-tls", "no STARTTLS, even when it is offered"),
            Option.flag("--tls-verify", "not when the certificate does not hold; it is told anyway"),
            Option.with(
                    "--tls-sni",
                    "NAME",
                    "whom to ask for, and to look for in the certificate; otherwise the server's name"),
            Option.with(
                    "--tls-ca-path",
                    "PATH",
                    "whose certificates to trust, mailboxes' too: a file in PEM, or a folder of such; otherwise the public "
                            + "authorities"),
            Option.with("--tls-cert", "FILE", "our own certificate in PEM, those above it behind it"),
            Option.with("--tls-key", "FILE", "its private key; otherwise it stands in the same file"),
            Option.of("--auth", "MECHANISM", MECHANISMS, "with --auth-user and --auth-password-file"),
            Option.with("--auth-user", "NAME", "who we are"),
            Option.with("--auth-password-file", "FILE", "its first line is the password or token"),
            Option.flag("--auth-in-clear", "even without encryption"));

    private static final Group WHAT = Group.of(
            "What is said",
            Option.with("--header", "\"NAME: ...\"", "instead of ours or besides; as often as you like"),
            Option.with("--body", "TEXT", "instead of ours"),
            Option.with("--data", "FILE", "a whole message; - is standard input"),
            Option.with(
                    "--compare-plain",
                    "FILE",
                    "send this message and a plain one with the same header, and say whether content or infrastructure is "
                            + "at fault"),
            Option.with("--dkim-domain", "NAME", "sign the message for this domain (DKIM)"),
            Option.with("--dkim-selector", "NAME", "under which the DNS has the public key"),
            Option.with("--dkim-key", "FILE", "the private key in PEM: RSA, or Ed25519"),
            Option.flag("--pipeline", "commands in groups, where offered"),
            Option.of("--quit-after", "STAGE", STOPS, "stop there; vrfy asks for the recipient first"),
            Option.of("--drop-after", "STAGE", STOPS, "stop there, and without a word"));

    private static final Group TOLD = Group.of(
            "What is told",
            Option.with(
                    "--transcript",
                    "FILE",
                    "the conversation as lines of JSON, without secrets; with the message only if --keep-body is given"),
            Option.flag("--keep-body", "the message too"),
            Option.flag(
                    "--json",
                    "one object at the end instead of the conversation; with --targets and --every-address a line for "
                            + "each, and one with the counts"),
            Option.flag("--nagios", "one line and an exit code from 0 to 3, as plug-ins of Nagios and Icinga have it"),
            Option.with(
                    "--junit", "FILE", "a report that servers for builds read, with a test case for each recipient"),
            Option.with(
                    "--prometheus", "FILE", "metrics for the textfile collector of node_exporter; replaced as a whole"),
            Program.HELP);

    private static final Group MANY = Group.of(
            "Many recipients",
            Option.with(
                    "--targets",
                    "FILE",
                    "instead of --to: on each line an address, or a server and an address (mx.example.org:25 "
                            + "bob@example.org), and behind it the mailbox where it should arrive, if any "
                            + "(expect=imaps://bob@imap.example.org password-file=FILE); # begins a comment; - is "
                            + "standard input"),
            Option.with("--parallel", "N", "so many at a time (1)"));

    private static final Group LIMITS = Group.of(
            "What keeps others from harm",
            Option.with("--max-per-hour", "N", "so many messages to one domain (20)"),
            Option.with("--state", "FILE", "where it is noted what was sent"),
            Option.flag("--i-own-this-domain", "try more than a few of its addresses without a message"));

    private static final Group HOME = Group.of(
            "Whether it arrives",
            Option.with(
                    "--expect",
                    "MAILBOX",
                    "wait for it there: imap://user@host[:port], imaps, pop3, pop3s; tells the folder, the way it came, "
                            + "and what the receiver's server thought of SPF, DKIM and DMARC"),
            Option.with("--bounces", "MAILBOX", "wait for a bounce there, and explain it"),
            Option.with("--wait", "SECONDS", "for how long (60)"),
            Option.with(
                    "--expect-password-file",
                    "FILE",
                    "its first line; otherwise WHYBOUNCE_EXPECT_PASSWORD in the environment"),
            Option.with(
                    "--bounces-password-file",
                    "FILE",
                    "its first line; otherwise WHYBOUNCE_BOUNCES_PASSWORD in the environment"),
            Option.flag(
                    "--expect-in-clear", "these passwords even without encryption; on this machine they always may"),
            Option.with(
                    "--authserv-id",
                    "NAME",
                    "what the receiver's server calls itself in Authentication-Results, when it is not told by its "
                            + "name"));

    static final List<Exit> EXITS = List.of(
            new Exit("0", "taken, or stopped as asked"),
            new Exit("1", "our own side failed"),
            new Exit("2", "wrong usage"),
            new Exit(
                    "3",
                    "not found out: the DNS did not answer, what was to be tried is not offered, or a mailbox cannot be "
                            + "looked into any more"),
            new Exit("20", "no connection"),
            new Exit(
                    "21 to 26",
                    "refused at the greeting (21), EHLO (22), MAIL (23), RCPT (24), DATA (25), the end of "
                            + "data (26)"),
            new Exit("28, 29", "AUTH, TLS"),
            new Exit("30", "no server in the DNS"),
            new Exit("31, 32, 33", "not arrived in time, arrived in junk, bounced later"),
            new Exit("60 to 69", "40 more than the stage: the server says that it may go well later"),
            new Exit("130", "stopped by Ctrl-C"));

    public static final CommandUsage COMMAND = new CommandUsage(
            "send",
            "sends a message, shows the conversation, and explains a refusal",
            List.of(
                    "send --from ADDRESS --to ADDRESS [OPTION...]",
                    "send --from ADDRESS --targets FILE [--parallel N] [OPTION...]"),
            """
            Without --server it goes where mail for the recipient's domain goes, server after \
            server as a relay would. -> is what we say and <- what they say; ~> and <~ the same \
            under encryption.

            With --targets each recipient of a file is tried, and a table at the end tells how \
            often each cause came at each provider, and whose it is: the same at two providers or \
            more is ours, at one it is theirs, with one address it is the recipient's. The exit \
            code is that of the worst: refused for good, then for now, then 1, then 3. Ctrl-C \
            ends it, and what is done so far is told.""",
            Input.NOTHING,
            List.of(WHERE, MANY, WireUsage.LINK, TLS, WHAT, WireUsage.ENVELOPE, TOLD, LIMITS, HOME),
            EXITS,
            List.of(
                    "send --from ann@example.com --to bob@example.org --quit-after rcpt",
                    "send --from ann@example.com --to bob@example.org --server mx.example.org --tls",
                    "send --from ann@example.com --to bob@example.org --expect imaps://bob@imap.example.org"
                            + " --expect-password-file bob.password",
                    "send --from ann@example.com --to bob@example.org --every-address",
                    "send --from ann@example.com --to bob@example.org --compare-plain newsletter.eml",
                    "send --from ann@example.com --to bob@example.org --transcript failed.jsonl",
                    "send --from ann@example.com --targets customers.txt --parallel 5 --junit report.xml"));

    private SendUsage() {}
}
