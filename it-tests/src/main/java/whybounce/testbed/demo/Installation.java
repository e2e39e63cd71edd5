package whybounce.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import whybounce.testbed.RelayFolder;

/** Where the parts lie in a checkout that has been built. */
record Installation(Path home) {

    /** Named by the launcher. */
    static Installation found() {
        return new Installation(Path.of(System.getProperty("whybounce.home", "."))
                .toAbsolutePath()
                .normalize());
    }

    String jamesLibraries() throws IOException {
        return Files.readString(home.resolve("james38/target/classpath")).strip();
    }

    Path plugIn() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("mailets/target"))) {
            return files.filter(file -> file.toString().endsWith("-james-3.8.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the plug-in's jar is missing; the build makes it"));
        }
    }

    Path cases() {
        return home.resolve("it-tests/src/main/resources/whybounce/testbed/demo");
    }

    /** An empty folder under {@code target}. */
    Path fresh(String name) throws IOException {
        var folder = home.resolve("target").resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** A working directory for James with a copy of {@code conf}. */
    RelayFolder relayFolder(String name) throws IOException {
        return RelayFolder.of(home.resolve("conf"), fresh(name));
    }

    JamesProcess start(RelayFolder folder) throws IOException, InterruptedException {
        return JamesProcess.start(folder.path(), jamesLibraries(), plugIn());
    }
}
