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

            smtp-probe send --from ADDRESS --to ADDRESS [options]

            Sends a message, shows the conversation, and explains a refusal. Without
            --server it goes where mail for the recipient's domain goes, server after
            server as a relay would.

            smtp-probe replay FILE [--json]

            Tells again what send --transcript FILE wrote down, in the same words and with
            the same exit code, without a network.

            smtp-probe replay FILE --serve PORT [--once]

            Acts the server's part in the last conversation of it, on loopback only, so
            that a failure can be tried again: says the same bytes in the same order, each
            when the client has said what was said then. Port 0 is any that is free. What
            was encrypted is served in the clear, and STARTTLS refused. With --once it ends
            after one client.

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

            Options of send:

              --server HOST         the server, by name or address; --port N, else 25
              --helo NAME           our name; else that of this machine
              --tls                 not without STARTTLS, which is used when offered anyway
              --tls-on-connect      encrypted from the first byte, on port 465
              --tls-verify          not when the certificate does not hold; it is told anyway
              --auth MECHANISM      PLAIN, LOGIN, CRAM-MD5, XOAUTH2 or SCRAM-SHA-256, with
                                    --auth-user NAME and --auth-password-file FILE, whose
                                    first line is the password or token
              --auth-in-clear       even without encryption
              --header "NAME: ..."  instead of ours or besides; as often as you like
              --body TEXT           instead of ours
              --data FILE           a whole message
              --pipeline            MAIL and RCPT at once, where offered
              --quit-after STAGE    stop there; --drop-after STAGE: and without a word
              --timeout SECONDS     for the next byte (60); --deadline SECONDS: in all (300)
              --resolver HOST:PORT  the DNS server to ask
              --transcript FILE     the conversation as lines of JSON, without secrets; with
                                    the message only if --keep-body is given
              --json                one object at the end instead of the conversation
              --max-per-hour N      to one domain (20); --state FILE: where it is noted
              --i-own-this-domain   try more than a few of its addresses without a message
              --expect MAILBOX      wait for it there: imap://user@host[:port], imaps, pop3,
                                    pop3s; tells the folder, the way it came, and what the
                                    receiver's server thought of SPF, DKIM and DMARC
              --bounces MAILBOX     wait for a bounce there, and explain it
              --wait SECONDS        for how long (60)
              --expect-password-file FILE, --bounces-password-file FILE: the first line; else
                                    WHYBOUNCE_EXPECT_PASSWORD, WHYBOUNCE_BOUNCES_PASSWORD in
                                    the environment
              --expect-in-clear     these passwords even without encryption; on this machine
                                    they always may
              --authserv-id NAME    what the receiver's server calls itself in
                                    Authentication-Results, when it is not told by its name

            Colour is used on a terminal only, and not where NO_COLOR is set.

            Exit codes: 0 good or explained, 1 cannot be read, 2 wrong usage, 3 not known.
            Of send: 20 no connection, 21 refused at the greeting, 22 EHLO, 23 MAIL, 24 RCPT,
            25 DATA, 26 end of data, 28 AUTH, 29 TLS, 30 no server in the DNS; 40 more where
            the server says that it may go well later. 31 not arrived in time, 32 arrived in junk,
            33 bounced later; 3 where it was not found out: the DNS did not answer, what was to be
            tried is not offered, or a mailbox cannot be looked into any more.

              smtp-probe explain "550 5.1.1 <ann@example.org>: user unknown"
              smtp-probe explain --stage rcpt "452-4.2.2 Mailbox full\\n452 4.2.2 Sorry"
              smtp-probe explain "SMTP Error: Could not authenticate."
              smtp-probe explain --json - < bounce.eml
              smtp-probe classify < replies.jsonl
              smtp-probe send --from ann@example.com --to bob@example.org --quit-after rcpt
              smtp-probe send --from ann@example.com --to bob@example.org \\
                --expect imaps://bob@imap.example.org --expect-password-file bob.password
              smtp-probe send --from ann@example.com --to bob@example.org --transcript t.jsonl
              smtp-probe replay t.jsonl --serve 2525
            """;

    private Usage() {}

    static String version() {
        var version = Optional.ofNullable(Usage.class.getPackage().getImplementationVersion());
        return "smtp-probe " + version.orElse("(not packaged)") + "\n";
    }
}
