package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Exit;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** The command {@code diagnose}. */
public final class DiagnoseUsage {

    public static final CommandUsage COMMAND = new CommandUsage(
            "diagnose",
            "goes through a bounce in five steps, and says what to do",
            List.of("diagnose [OPTION...] REPLY | FILE | -"),
            """
            The five steps are: the full response; what it means; sender and recipient; the content; \
            and whether to retry, to suppress the address, to mend something or to escalate. Each \
            has its result. For whoever has to be asked there is a pack to send, with the full \
            bounce, the addresses, what the DNS says, what was done and the names of the message, \
            and without its text.

            REPLY is a reply or a log line. FILE or standard input (-) holds one, a delivery status \
            notification, or a transcript of send. Which of them it is shows by itself, and so do \
            sender and recipient where they stand in it.

            Only the DNS is asked, for three seconds at most, and only about the domains of sender \
            and recipient and the addresses given. Block lists are asked only with --block-list.""",
            Input.FILE,
            List.of(
                    Group.of(
                            "What is known of the message",
                            Option.with("--from", "ADDRESS", "who sent it, where the input does not say so"),
                            Option.with("--to", "ADDRESS", "whom it was for; of several recipients, this one"),
                            Option.with("--ip", "ADDRESS", "an address that it left from; as often as there are some"),
                            Option.with("--helo", "NAME", "what the sending host calls itself"),
                            Option.with("--selector", "NAME", "a DKIM selector; as often as there are some"),
                            Option.with("--message", "FILE", "the message as it was sent, for the fourth step"),
                            Option.with("--remote-mta", "HOST", "who said it, so that its platform can be told"),
                            Option.of(
                                    "--stage",
                                    "STAGE",
                                    ExplainUsage.STAGES,
                                    "what it answered; the last one unless told otherwise"),
                            Option.with(
                                    "--block-list",
                                    "NAME",
                                    "a block list to ask, by its name or zone, or all; see docs/checks.md")),
                    Group.of(
                            "Options",
                            Option.with("--pack", "FILE", "writes what to send when one escalates"),
                            Option.with(
                                    "--resolver",
                                    "HOST:PORT",
                                    "a DNS server to ask instead of the system's; several are asked in turn"),
                            Option.with("--rules", "DIR", "with own rules and words, such as conf/whybounce"),
                            Option.flag("--json", "for a program instead of a person"),
                            Program.HELP)),
            List.of(
                    new Exit("0", "it is known what it means, and nothing wrong was found"),
                    new Exit("1", "something wrong was found, or the input cannot be read, or nothing failed"),
                    new Exit("2", "wrong usage"),
                    new Exit("3", "no cause fits, or something could not be asked")),
            List.of(
                    "diagnose --from ann@example.com --to bob@example.org --ip 203.0.113.5 \"550 5.7.26 ...\"",
                    "diagnose --ip 203.0.113.5 --pack pack.txt bounce.eml",
                    "diagnose --json - < transcript.jsonl"));

    private DiagnoseUsage() {}
}
