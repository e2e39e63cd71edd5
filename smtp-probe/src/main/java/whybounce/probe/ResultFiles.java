package whybounce.probe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.probe.Command.Files;
import whybounce.probe.many.Providers;
import whybounce.probe.report.Fate;
import whybounce.probe.report.JUnitFile;
import whybounce.probe.report.Probed;
import whybounce.probe.report.PrometheusFile;
import whybounce.probe.report.Results;
import whybounce.probe.report.Trial;

/** The files for programs that somebody asked for; often none. */
final class ResultFiles implements Closeable {

    private final List<Results> files = new ArrayList<>();
    private final Optional<Providers> providers;

    /** Begins to write them, which tells at once when that cannot be. */
    ResultFiles(Files wanted, Catalogue catalogue, Clock clock) throws IOException {
        try {
            if (wanted.junit().isPresent()) {
                files.add(new JUnitFile(Path.of(wanted.junit().get()), clock));
            }
            if (wanted.prometheus().isPresent()) {
                files.add(new PrometheusFile(Path.of(wanted.prometheus().get()), clock));
            }
        } catch (IOException unwritable) {
            close();
            throw new IOException("cannot be written: " + unwritable.getMessage(), unwritable);
        }
        this.providers = files.isEmpty() ? Optional.empty() : Optional.of(new Providers(catalogue));
    }

    /** Adds what one recipient came to, if anybody wants to know. */
    void add(Trial trial, TrialReport report, Optional<Fate> fate) throws IOException {
        if (providers.isPresent()) {
            var probed = report.probed(trial, providers.get());
            add(fate.map(probed::endingWith).orElse(probed));
        }
    }

    void add(Probed probed) throws IOException {
        for (var file : files) {
            file.add(probed);
        }
    }

    /** Puts them in place. */
    void finish() throws IOException {
        for (var file : files) {
            file.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            file.close();
        }
    }
}
