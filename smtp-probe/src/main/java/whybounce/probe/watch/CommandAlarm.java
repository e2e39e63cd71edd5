package whybounce.probe.watch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command. What happened is JSON on its standard input; its arguments are those of the file and nothing else, so no
 * server can put a word into them, and no shell reads them.
 */
record CommandAlarm(List<String> command) implements Alarm {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Override
    public String way() {
        return "command";
    }

    @Override
    public void tell(Change change) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            try (var in = process.getOutputStream()) {
                in.write(change.json().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException unread) {
                // A command need not read it; its exit code tells whether it went well.
            }
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("it ran for more than " + LONGEST.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("it ended with exit code " + process.exitValue());
        }
    }
}
