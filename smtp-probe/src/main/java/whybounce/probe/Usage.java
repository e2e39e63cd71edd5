package whybounce.probe;

import java.util.Optional;

/** What {@code --help} and {@code --version} print. */
final class Usage {

    static final String HELP = """
            smtp-probe explain [options] REPLY | FILE | -

            Shows what a sender and a postmaster would be told about a reply of a mail
            server. REPLY is the reply as the server sent it, with \\n between its lines,
            or a log line that quotes it. FILE or standard input (-) holds a reply, a log
            line or a delivery status notification. What a mail program or a web site says
            when it cannot send, which is no reply, is explained too. Nothing is sent and
            no one is asked.

            smtp-probe classify [FILE | -]

            Tells the cause of each reply of a file or of standard input, for a program: a
            JSON object a line, {"id": ..., "reply": "...", "remoteMta": "...", "stage":
            "..."}, of which only reply must be there, is answered by one with id, cause,
            bucket, whoMustAct, evidence, provider, rule and facts. What is not known is
            null, and the cause then unknown. A line that cannot be read is answered by
            {"id": ..., "error": "...", "line": N}, and the exit code is 1 at the end.

            smtp-probe check-rules DIR

            Says what is wrong with an operator's own rules and words, every mistake with
            file and line, or that all is well: exit code 1 or 0. docs/own-rules.md says
            how to write them. explain and classify use them with --rules DIR.

            Options of explain:

              --sender ADDRESS      who sent it; otherwise sender@example.com
              --recipient ADDRESS   whom it was for; otherwise recipient@example.org
              --remote-mta HOST     who said it, so that its platform can be told
              --stage STAGE         what it answered: connect, greeting, ehlo, starttls,
                                    auth, mail, rcpt, data, end-of-data; the last one
                                    unless told otherwise
              --guide ADDRESS       where the guide's pages are; {cause} stands for the page
              --json                for a program instead of a person
              --rules DIR           with own rules and words; classify has this too
              --help, --version

            Colour is used on a terminal only, and not where NO_COLOR is set.

            Exit codes: 0 explained, 1 cannot be read, 2 wrong usage, 3 the cause is not
            known.

              smtp-probe explain "550 5.1.1 <ann@example.org>: user unknown"
              smtp-probe explain --stage rcpt "452-4.2.2 Mailbox full\\n452 4.2.2 Sorry"
              smtp-probe explain "SMTP Error: Could not authenticate."
              smtp-probe explain --json - < bounce.eml
              smtp-probe classify < replies.jsonl
            """;

    private Usage() {}

    static String version() {
        var version = Optional.ofNullable(Usage.class.getPackage().getImplementationVersion());
        return "smtp-probe " + version.orElse("(not packaged)") + "\n";
    }
}
