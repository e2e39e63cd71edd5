package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import whybounce.explain.GuideAddress;
import whybounce.probe.report.Comparison;
import whybounce.probe.report.ComparisonJson;
import whybounce.probe.report.ComparisonJson.Side;
import whybounce.probe.report.ComparisonText;
import whybounce.probe.report.Palette;

/** Sends a message, then a plain one with the same header, and says whether content or infrastructure is at fault. */
final class Comparing {

    private final SendRequest request;
    private final Sending sending;
    private final TrialReport report;
    private final ResultFiles files;
    private final PrintStream out;

    Comparing(SendRequest request, Sending sending, TrialReport report, ResultFiles files, PrintStream out) {
        this.request = request;
        this.sending = sending;
        this.report = report;
        this.files = files;
        this.out = out;
    }

    /**
     * Does it.
     *
     * @return how the message itself fared
     */
    ExitCode run(Path file, Palette palette, Optional<GuideAddress> guide) throws IOException {
        var plainMessage = signed(PlainVersion.of(file));
        var message = sent(signed(new TestMessage.InFile(file)));
        if (Comparison.isBeforeContent(message.trial())) {
            return tell(Comparison.beforeContent(message.trial()), message, Optional.empty(), palette, guide);
        }
        if (!request.json()) {
            out.println();
            out.println("=== The same header with a plain text");
        }
        var plain = sent(plainMessage);
        var comparison = Comparison.of(message.trial(), message.explained(), plain.trial(), plain.explained());
        return tell(comparison, message, Optional.of(plain), palette, guide);
    }

    private TestMessage signed(TestMessage message) throws IOException {
        return TestMessage.signed(message, request, ZonedDateTime.now(ZoneOffset.UTC));
    }

    private Side sent(TestMessage message) throws IOException {
        var trial = sending.trial(message);
        var side = report.side(trial);
        files.add(trial, report, Optional.empty());
        if (!request.json()) {
            report.write(trial, false, out);
        }
        return side;
    }

    private ExitCode tell(
            Comparison comparison, Side message, Optional<Side> plain, Palette palette, Optional<GuideAddress> guide) {
        out.print(
                request.json()
                        ? ComparisonJson.write(comparison, message, plain, guide)
                        : ComparisonText.write(comparison, palette));
        return new ExitCode(message.exitCode());
    }
}
