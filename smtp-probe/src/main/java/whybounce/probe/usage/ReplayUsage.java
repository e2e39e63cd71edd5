package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Group;
import whybounce.probe.usage.CommandUsage.Input;

/** The command {@code replay}. */
public final class ReplayUsage {

    public static final CommandUsage COMMAND = new CommandUsage(
            "replay",
            "explains a transcript again, or acts the server's part in it",
            List.of("replay FILE [--to ADDRESS] [--json]", "replay FILE --serve PORT [OPTION...]"),
            """
            Tells again what send --transcript FILE wrote down, in the same words and with the \
            same exit code, without a network.

            With --serve it acts the server's part in the last conversation of it, on loopback \
            only, so that a failure can be tried again: says the same bytes in the same order, each \
            when the client has said what was said then. Encryption is served with a certificate that is \
            made for it: with the names and dates of the recorded one, but signed by itself.""",
            Input.FILE,
            List.of(Group.of(
                    "Options",
                    Option.flag("--json", "for a program instead of a person"),
                    Option.with("--to", "ADDRESS", "only what was tried with this recipient, where there are several"),
                    Option.with("--serve", "PORT", "act the server's part there, on 127.0.0.1; 0 is any that is free"),
                    Option.flag("--once", "end after one client"),
                    Option.with("--tls-cert", "FILE", "show this certificate, in PEM, instead of one made for it"),
                    Option.with("--tls-key", "FILE", "its private key; otherwise it stands in the same file"),
                    Program.HELP)),
            SendUsage.EXITS,
            List.of("replay failed.jsonl", "replay failed.jsonl --serve 2525"));

    private ReplayUsage() {}
}
