package whybounce.probe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import whybounce.explain.GuideAddress;

/** The entry of {@code bin/smtp-probe}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
        // All is written and nothing waits. System.exit would load the logging of Java to note that it was called.
        Runtime.getRuntime().halt(code);
    }

    /** The exit code. */
    static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        // The DNS library logs through SLF4J, which would complain that nobody listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // The launcher looks at the terminal: Java's own test would load the whole console.
        boolean terminal = Boolean.getBoolean("whybounce.terminal");
        var palette = SmtpProbe.palette(terminal, Optional.ofNullable(System.getenv("NO_COLOR")));
        var guide = Optional.ofNullable(System.getProperty("whybounce.guide")).map(GuideAddress::new);
        var probe = new SmtpProbe(new Source(in, Clock.systemUTC()), palette, out, err, guide, terminal);
        int code = probe.run(arguments).number();
        out.flush();
        err.flush();
        return code;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
