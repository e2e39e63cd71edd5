package whybounce.mailets.own;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;

/** The folders that the mailets of a whole James use: each is read once, and its mistakes are logged once. */
@Singleton
public final class OwnFolders {

    /** The name of the parameter that names another one. */
    public static final String PARAMETER = "ownRules";

    /** Beside James's own configuration. */
    public static final String DEFAULT = "file://conf/whybounce/";

    private final FileSystem files;
    private final Map<Path, OwnFolderWatch> watched = new ConcurrentHashMap<>();

    @Inject
    public OwnFolders(FileSystem files) {
        this.files = files;
    }

    /**
     * What is known with the rules and words of a folder; it need not be there.
     *
     * @param given as James names files, or a path
     * @throws IllegalArgumentException when that is the name of no file
     */
    public Supplier<Knowledge> at(String given) {
        return watched.computeIfAbsent(path(given), folder -> new OwnFolderWatch(folder, Clock.systemUTC()));
    }

    private Path path(String given) {
        try {
            var path = given.startsWith("file:") ? files.getFile(given).toPath() : Path.of(given);
            return path.toAbsolutePath().normalize();
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException(given + " cannot be a folder", e);
        }
    }
}
