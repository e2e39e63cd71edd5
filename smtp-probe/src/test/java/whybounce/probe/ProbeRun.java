package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.dns.Dns;
import whybounce.probe.report.Palette;
import whybounce.probe.session.ScriptedServer.Talk;

/** One run of smtp-probe within the test. */
record ProbeRun(int code, String out, String err) {

    static ProbeRun of(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = run(arguments, printer(out), printer(err));
        return new ProbeRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Of {@code send}, with a DNS of the test's own. */
    static ProbeRun of(Dns dns, List<String> arguments) throws IOException {
        if (!(SendOptions.read(arguments) instanceof Command.Send(var request, var wanted))) {
            throw new IllegalArgumentException(arguments.toString());
        }
        var out = new ByteArrayOutputStream();
        var catalogue = Catalogue.shipped();
        var clock = Clock.systemUTC();
        var common = new Sending.Common(catalogue, clock, printer(out), Palette.PLAIN, Optional.empty());
        try (var files = new ResultFiles(wanted, catalogue, clock)) {
            int code = new Sending(request, common, Terms.of(request), dns)
                    .run(files)
                    .number();
            files.finish();
            return new ProbeRun(code, out.toString(StandardCharsets.UTF_8), "");
        }
    }

    static ProbeRun of(String... arguments) {
        return of(List.of(arguments));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var source = new Source(new ByteArrayInputStream(new byte[0]), Clock.systemUTC());
        return new SmtpProbe(source, Palette.PLAIN, out, err, Optional.empty())
                .run(arguments)
                .number();
    }

    private static PrintStream printer(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** A process of its own. */
    static Process process(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "whybounce.probe.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The arguments that send to a port of this machine. */
    static List<String> send(int port, String... more) {
        var arguments = new ArrayList<>(List.of(
                "send",
                "--from=ann@example.com",
                "--to=bob@example.org",
                "--server=127.0.0.1",
                "--port=" + port,
                "--helo=probe.example.com",
                "--timeout=2"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The server's part up to its answer to EHLO. */
    static Talk hello(Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        return talk.say("250-mx.example.org\r\n250-SIZE 5000\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
    }

    /** The server's part up to its answer to RCPT. */
    static Talk addressed(Talk talk) throws IOException {
        hello(talk).hear();
        talk.say("250 2.1.0 ok\r\n").hear();
        return talk.say("250 2.1.5 ok\r\n");
    }
}
