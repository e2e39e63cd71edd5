package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** The commands that explain what is there already. */
public final class ExplainUsage {

    static final List<String> STAGES =
            List.of("connect", "greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "end-of-data");

    private static final Option RULES =
            Option.with("--rules", "DIR", "with own rules and words, such as conf/whybounce");

    public static final CommandUsage EXPLAIN = new CommandUsage(
            "explain",
            "shows what a sender and a postmaster would be told about a reply",
            List.of("explain [OPTION...] REPLY | FILE | -"),
            """
            REPLY is the reply as the server sent it, with \\n between its lines, or a log line \
            that quotes it. FILE or standard input (-) holds a reply, a log line or a delivery \
            status notification. What a mail program or a web site says when it cannot send, which \
            is no reply, is explained too. Nothing is sent and no one is asked.""",
            Input.FILE,
            List.of(Group.of(
                    "Options",
                    Option.with("--sender", "ADDRESS", "who sent it; otherwise sender@example.com"),
                    Option.with("--recipient", "ADDRESS", "whom it was for; otherwise recipient@example.org"),
                    Option.with("--remote-mta", "HOST", "who said it, so that its platform can be told"),
                    Option.of("--stage", "STAGE", STAGES, "what it answered; the last one unless told otherwise"),
                    Option.with("--guide", "ADDRESS", "where the guide's pages are; {cause} stands for the page"),
                    Option.flag("--json", "for a program instead of a person"),
                    RULES,
                    Program.HELP)),
            Program.EXITS,
            List.of(
                    "explain \"550 5.1.1 <ann@example.org>: user unknown\"",
                    "explain --stage rcpt \"452-4.2.2 Mailbox full\\n452 4.2.2 Sorry\"",
                    "explain \"SMTP Error: Could not authenticate.\"",
                    "explain --json - < bounce.eml"));

    public static final CommandUsage CLASSIFY = new CommandUsage(
            "classify",
            "tells a program the cause of each reply of a stream",
            List.of("classify [--rules DIR] [FILE | -]"),
            """
            A JSON object a line, {"id": ..., "reply": "...", "remoteMta": "...", "stage": "..."}, \
            of which only reply must be there, is answered by one with id, cause, bucket, \
            whoMustAct, evidence, provider, rule and facts. What is not known is null, and the \
            cause then unknown.

            A line that cannot be read is answered by {"id": ..., "error": "...", "line": N}, and \
            the exit code is 1 at the end.""",
            Input.FILE,
            List.of(Group.of("Options", RULES, Program.HELP)),
            Program.EXITS,
            List.of("classify < replies.jsonl"));

    public static final CommandUsage CHECK_RULES = new CommandUsage(
            "check-rules",
            "says what is wrong with an operator's own rules and words",
            List.of("check-rules DIR"),
            """
            Every mistake is told with file and line, or that all is well. docs/own-rules.md says \
            how to write them. explain and classify use them with --rules DIR.""",
            Input.FOLDER,
            List.of(Group.of("Options", Program.HELP)),
            Program.EXITS,
            List.of("check-rules conf/whybounce"));

    private ExplainUsage() {}
}
