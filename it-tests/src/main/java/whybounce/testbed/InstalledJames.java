package whybounce.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a James.
 *
 * @param classPath its libraries
 * @param plugIn our jar for this James; empty for a James without it
 */
public record InstalledJames(String classPath, String mainClass, Optional<Path> plugIn) {

    private static final String MEMORY = "org.apache.james.MemoryJamesServerMain";

    /** The James 3.8.1 that the build of {@code checkout} fetched. */
    public static InstalledJames built(Path checkout) throws IOException {
        var list = checkout.resolve("james38/target/classpath");
        if (!Files.exists(list)) {
            throw new IOException(list + " is missing; the build of the module james38 makes it");
        }
        return new InstalledJames(Files.readString(list).strip(), MEMORY, Optional.of(plugIn(checkout, "3.8")));
    }

    /**
     * The James in {@code home}, with its jars there, in {@code lib}, {@code libs} or {@code *.lib}; one with jakarta.mail
     * gets our jar for 3.9. The system property {@code james.main} names another main class than that of the memory app.
     */
    public static InstalledJames at(Path home, Path checkout) throws IOException {
        try (var files = Files.list(home)) {
            var folders = Stream.concat(
                            Stream.of(home),
                            files.filter(Files::isDirectory)
                                    .filter(folder ->
                                            folder.getFileName().toString().matches("libs?|.*\\.lib")))
                    .toList();
            var classPath = folders.stream().map(folder -> folder.toAbsolutePath() + "/*");
            return new InstalledJames(
                    classPath.collect(Collectors.joining(File.pathSeparator)),
                    System.getProperty("james.main", MEMORY),
                    Optional.of(plugIn(checkout, hasJakartaMail(folders) ? "3.9" : "3.8")));
        }
    }

    /** The same James as it comes, without our jar. */
    public InstalledJames plain() {
        return new InstalledJames(classPath, mainClass, Optional.empty());
    }

    private static boolean hasJakartaMail(List<Path> folders) throws IOException {
        for (var folder : folders) {
            try (var jars = Files.list(folder)) {
                if (jars.anyMatch(jar -> jar.getFileName().toString().matches("jakarta\\.mail-(api-)?2.*\\.jar"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Path plugIn(Path checkout, String version) throws IOException {
        try (var files = Files.list(checkout.resolve("mailets/target"))) {
            return files.filter(file -> file.toString().endsWith("-james-" + version + ".jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("our jar for James " + version + " is missing; the build makes it"));
        }
    }
}
