package whybounce.probe;

import java.util.Optional;
import whybounce.failure.Stage;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.doctor.ClientOrder;

/** What the command line asks for. */
sealed interface Command {

    /** Says what a sender and a postmaster would be told. */
    record Explain(
            String input,
            Optional<String> sender,
            Optional<String> recipient,
            Optional<String> remoteMta,
            Optional<Stage> stage,
            Optional<String> guide,
            boolean json)
            implements Command {}

    /** Tells the cause of each reply of a stream, for a program. */
    record Classify(String input) implements Command {}

    /** The same, with an operator's own rules and words. */
    record WithRules(String folder, Command command) implements Command {}

    /**
     * Sends a message and explains what comes of it.
     *
     * @param files where that is written besides
     */
    record Send(SendRequest request, Files files) implements Command {}

    /**
     * Sends one to each target of a file.
     *
     * @param request what is the same for all of them
     * @param follow on what terms they are waited for, where they are
     * @param parallel so many at a time
     */
    record SendMany(SendRequest request, SendRequest.Follow follow, Files files, String targets, int parallel)
            implements Command {}

    /** Files for programs. */
    record Files(Optional<String> junit, Optional<String> prometheus) {}

    /**
     * Explains a transcript again.
     *
     * @param recipient whose conversations, where there are several
     */
    record Replay(String file, Optional<String> recipient, boolean json, Optional<Serve> serve) implements Command {}

    /**
     * Acts the server's part in a transcript.
     *
     * @param once whether only to one client
     * @param certificate a file with what is shown in a handshake; empty for one that is made for it
     * @param key a file with its private key; empty where it stands in the same
     */
    record Serve(int port, boolean once, Optional<String> certificate, Optional<String> key) {}

    /**
     * Probes on a schedule.
     *
     * @param checkOnly whether only to say what is wrong in the file
     */
    record Watch(String file, boolean checkOnly) implements Command {}

    /**
     * Looks at what the DNS says of a domain.
     *
     * @param last the file with the last result, where only changes are wanted
     */
    record Check(CheckOrder order, Optional<String> last) implements Command {}

    /** Looks at what mail programs find at their server. */
    record CheckClient(ClientOrder order, Optional<String> last) implements Command {}

    /**
     * Goes through a bounce in five steps.
     *
     * @param message a file with the message as it was sent
     * @param pack the file that gets what to send
     * @param checks what is asked, about whatever domain
     */
    record Diagnose(
            String input,
            Optional<String> from,
            Optional<String> to,
            Optional<String> remoteMta,
            Optional<Stage> stage,
            Optional<String> message,
            Optional<String> pack,
            CheckOrder checks)
            implements Command {}

    /** Says what is wrong with an operator's own rules and words. */
    record CheckRules(String folder) implements Command {}

    /**
     * Says what there is.
     *
     * @param command of which; empty for an overview
     */
    record Help(Optional<String> command) implements Command {

        static Help of(String command) {
            return new Help(Optional.of(command));
        }
    }

    /** Writes the manual page. */
    record Man() implements Command {}

    /** Writes what completes the commands in a shell. */
    record Complete(String script) implements Command {}

    record Version() implements Command {}

    /**
     * The command line cannot be understood.
     *
     * @param why begins with the command and a colon, where it is one
     */
    record Wrong(String why) implements Command {}
}
