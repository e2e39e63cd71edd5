package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Diagnosis;
import whybounce.explain.GuideAddress;
import whybounce.probe.Command.Check;
import whybounce.probe.Command.CheckClient;
import whybounce.probe.Command.CheckRules;
import whybounce.probe.Command.Classify;
import whybounce.probe.Command.Complete;
import whybounce.probe.Command.Diagnose;
import whybounce.probe.Command.Explain;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Man;
import whybounce.probe.Command.Replay;
import whybounce.probe.Command.Send;
import whybounce.probe.Command.SendMany;
import whybounce.probe.Command.Version;
import whybounce.probe.Command.Watch;
import whybounce.probe.Command.WithRules;
import whybounce.probe.Command.Wrong;
import whybounce.probe.report.Answer;
import whybounce.probe.report.Explained;
import whybounce.probe.report.JsonReport;
import whybounce.probe.report.NagiosLine;
import whybounce.probe.report.Palette;
import whybounce.probe.report.TextReport;
import whybounce.probe.report.Visible;
import whybounce.probe.session.TranscriptReader;
import whybounce.probe.usage.ManPage;

/** One run of the command line: arguments in, text out. */
final class SmtpProbe {

    /** Thousands of checks; more is not a file that somebody wrote. */
    private static final int MAX_WATCH_FILE = 4 << 20;

    private final Source source;
    private final Palette palette;
    private final PrintStream out;
    private final PrintStream err;
    private final Optional<GuideAddress> guide;
    private final boolean terminal;

    /** Whether somebody waits for one line and an exit code from 0 to 3, also where nothing could be done. */
    private boolean nagios;

    /** Whose output no terminal shows. */
    SmtpProbe(Source source, Palette palette, PrintStream out, PrintStream err, Optional<GuideAddress> guide) {
        this(source, palette, out, err, guide, false);
    }

    /**
     * One run.
     *
     * @param guide where the guide is, unless the command line says otherwise
     * @param terminal whether the output is shown by one
     */
    SmtpProbe(
            Source source,
            Palette palette,
            PrintStream out,
            PrintStream err,
            Optional<GuideAddress> guide,
            boolean terminal) {
        this.terminal = terminal;
        this.source = source;
        this.palette = palette;
        this.out = out;
        this.err = err;
        this.guide = guide;
    }

    ExitCode run(List<String> arguments) {
        nagios = arguments.contains("--nagios");
        return run(CommandLine.read(arguments), Catalogue.shipped());
    }

    private ExitCode run(Command command, Catalogue catalogue) {
        // What is done most never links the switch, which no archive of classes can hold ready.
        if (command instanceof Send send) {
            return send(send, catalogue);
        }
        return command instanceof Explain request ? explain(request, catalogue) : other(command, catalogue);
    }

    private ExitCode other(Command command, Catalogue catalogue) {
        return switch (command) {
            case Explain request -> explain(request, catalogue);
            case Classify(var input) -> classify(input, catalogue);
            case WithRules(var folder, var with) -> withRules(new RulesCheck(folder), with);
            case Check check -> checkup().run(check);
            case CheckClient check -> checkup().run(check);
            case Diagnose request -> diagnose(request, catalogue);
            case CheckRules(var folder) -> new RulesCheck(folder).write(out, err);
            case Send send -> send(send, catalogue);
            case SendMany send -> send(send, catalogue);
            case Watch watch -> watch(watch, catalogue);
            case Replay request -> replay(request, catalogue);
            case Help(var of) -> say(Usage.help(of));
            case Man() -> say(ManPage.write());
            case Complete(var script) -> say(script);
            case Version() -> say(Usage.version());
            case Wrong(var why) -> wrong(why);
        };
    }

    private Checkup checkup() {
        return new Checkup(palette, out, err, Clock.systemUTC());
    }

    private ExitCode say(String text) {
        out.print(text);
        return ExitCode.GOOD;
    }

    private ExitCode wrong(String why) {
        if (nagios) {
            return unknown(why);
        }
        err.println("smtp-probe: " + why);
        err.println("smtp-probe " + Usage.commandIn(why) + "--help says what there is");
        return ExitCode.WRONG_USAGE;
    }

    private ExitCode withRules(RulesCheck check, Command command) {
        return check.isGood() ? run(command, check.catalogue()) : check.write(err, err);
    }

    private ExitCode explain(Explain request, Catalogue catalogue) {
        try {
            var answer = new Explanations(catalogue, request.sender()).of(source.read(request));
            if (answer.isEmpty()) {
                err.println("smtp-probe: nothing failed: there is no refusal and no failed recipient in it");
                return ExitCode.PROBLEM;
            }
            return tell(answer, request);
        } catch (IOException e) {
            err.println("smtp-probe: " + e.getMessage());
            return ExitCode.PROBLEM;
        }
    }

    private ExitCode diagnose(Diagnose request, Catalogue catalogue) {
        try {
            return new Diagnosing(request, catalogue, palette, Clock.systemUTC()).run(source, out, err);
        } catch (IOException | InvalidPathException e) {
            return failed(e);
        }
    }

    private ExitCode classify(String input, Catalogue catalogue) {
        try (var in = source.open(input)) {
            boolean good = new Classification(catalogue, in).write(out);
            if (out.checkError()) {
                throw new IOException("the answers could not be written");
            }
            return good ? ExitCode.GOOD : ExitCode.PROBLEM;
        } catch (IOException e) {
            err.println("smtp-probe: " + e.getMessage());
            return ExitCode.PROBLEM;
        }
    }

    private ExitCode send(Send send, Catalogue catalogue) {
        if (send.request().content().isNoFile()) {
            return withMessage(send.request(), own -> send(new Send(own, send.files()), catalogue));
        }
        try (var files = new ResultFiles(send.files(), catalogue, Clock.systemUTC())) {
            var sending = new Sending(send.request(), catalogue, Clock.systemUTC(), out, palette, guide);
            var code = sending.run(files);
            files.finish();
            return code;
        } catch (IOException | IllegalArgumentException e) {
            return failed(e);
        }
    }

    /** A message is read more than once, which standard input and pipes cannot be. */
    private ExitCode withMessage(SendRequest request, Function<SendRequest, ExitCode> sending) {
        try (var in = source.open(request.content().file().orElseThrow())) {
            var file = Files.createTempFile("smtp-probe", ".eml");
            try {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return sending.apply(request.with(file.toString()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return failed(e);
        }
    }

    private ExitCode send(SendMany send, Catalogue catalogue) {
        if (send.request().content().isNoFile()) {
            return withMessage(
                    send.request(),
                    own -> send(
                            new SendMany(own, send.follow(), send.files(), send.targets(), send.parallel()),
                            catalogue));
        }
        try (var in = source.open(send.targets())) {
            var screen = new SendingMany.Screen(palette, terminal);
            return new SendingMany(send, catalogue, Clock.systemUTC(), out, err, screen, guide).run(in);
        } catch (IOException | IllegalArgumentException e) {
            return failed(e);
        }
    }

    private ExitCode watch(Watch watch, Catalogue catalogue) {
        try (var in = source.open(watch.file())) {
            var toml = new String(in.readNBytes(MAX_WATCH_FILE), StandardCharsets.UTF_8);
            return new WatchRun(watch, catalogue, out, err, guide).run(toml);
        } catch (IOException | IllegalArgumentException e) {
            return failed(e);
        }
    }

    private ExitCode failed(Exception e) {
        if (nagios) {
            return unknown(words(e));
        }
        err.println("smtp-probe: " + Visible.text(words(e)));
        return ExitCode.PROBLEM;
    }

    /** Of a file Java tells its name only. */
    private static String words(Exception e) {
        return switch (e) {
            case NoSuchFileException none -> "there is no file " + none.getFile() + ", or no folder for it";
            case AccessDeniedException shut -> "the file " + shut.getFile() + " may not be opened by us";
            default -> String.valueOf(e.getMessage());
        };
    }

    private ExitCode unknown(String why) {
        var line = NagiosLine.unknown(why);
        out.print(line.write());
        return new ExitCode(line.exitCode());
    }

    private ExitCode replay(Replay request, Catalogue catalogue) {
        try (var in = source.open(request.file())) {
            return new Replaying(request, new Replaying.Shown(catalogue, palette, guide), out, err)
                    .run(TranscriptReader.read(in));
        } catch (IOException e) {
            err.println("smtp-probe: " + Visible.text(String.valueOf(e.getMessage())));
            return ExitCode.PROBLEM;
        }
    }

    private ExitCode tell(Answer answer, Explain request) {
        var pages = request.guide().map(GuideAddress::new).or(() -> guide);
        out.print(request.json() ? JsonReport.write(answer, pages) : new TextReport(palette, pages).write(answer));
        boolean known = answer.recipients().stream().allMatch(SmtpProbe::known);
        return known ? ExitCode.GOOD : ExitCode.UNDETERMINED;
    }

    private static boolean known(Explained explained) {
        return explained.diagnosis().confidence() != Diagnosis.Confidence.UNKNOWN;
    }

    /** Colour on a terminal only, and never against NO_COLOR (any value but the empty one). */
    static Palette palette(boolean terminal, Optional<String> noColor) {
        return terminal && noColor.orElse("").isEmpty() ? Palette.COLOUR : Palette.PLAIN;
    }
}
