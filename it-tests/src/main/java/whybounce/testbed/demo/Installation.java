package whybounce.testbed.demo;

import java.io.IOException;
import java.nio.file.Path;
import whybounce.testbed.InstalledJames;
import whybounce.testbed.JamesProcess;
import whybounce.testbed.RelayFolder;

/** Where the parts lie in a checkout that has been built. */
record Installation(Path home) {

    /** Named by the launcher. */
    static Installation found() {
        return new Installation(Path.of(System.getProperty("whybounce.home", "."))
                .toAbsolutePath()
                .normalize());
    }

    Path cases() {
        return home.resolve("it-tests/src/main/resources/whybounce/testbed/demo");
    }

    /**
     * The folder {@code name} under {@code target}, emptied.
     *
     * @param otherwise what to do when another process has it
     * @throws IOException also then
     */
    ClaimedFolder claim(String name, String otherwise) throws IOException {
        return ClaimedFolder.empty(home.resolve("target"), name, otherwise);
    }

    /** A working directory for James with a copy of {@code conf}. */
    RelayFolder relayFolder(ClaimedFolder folder) throws IOException {
        return RelayFolder.of(home.resolve("conf"), folder.path());
    }

    JamesProcess start(RelayFolder folder) throws IOException {
        return JamesProcess.start(folder.path(), InstalledJames.built(home));
    }
}
