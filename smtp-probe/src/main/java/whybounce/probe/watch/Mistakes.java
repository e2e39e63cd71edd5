package whybounce.probe.watch;

import java.util.ArrayList;
import java.util.List;

/** What is wrong in a file, with the numbers of the lines. */
final class Mistakes {

    private final String file;
    private final List<String> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void at(int line, String words) {
        found.add(file + ":" + line + ": " + words);
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
