package whybounce.probe.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A file for the textfile collector of Prometheus's node exporter, replaced as a whole. */
public final class PrometheusFile implements Results {

    private final ReplacedFile file;
    private final Clock clock;
    private final Metrics metrics = new Metrics();

    public PrometheusFile(Path path, Clock clock) throws IOException {
        this.file = new ReplacedFile(path);
        this.clock = clock;
    }

    @Override
    public synchronized void add(Probed probed) {
        metrics.add(probed);
    }

    @Override
    public synchronized void finish() throws IOException {
        file.writer().write(metrics.write(clock.instant()));
        file.replace();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
