package whybounce.table;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the tables that ship. */
public final class Tables {

    /**
     * A folder with the tables as they lie in the jar, where the launcher of a short run names one: to find a file in a jar
     * takes Java several times as long as to read it.
     */
    private static final String UNPACKED = System.getProperty("whybounce.tables", "");

    private Tables() {}

    /** The table that lies beside a class. */
    public static byte[] read(Class<?> beside, String name) {
        var table = find(beside, name);
        if (table.isEmpty()) {
            throw new IllegalStateException("the build left out " + name);
        }
        return table.get();
    }

    /** The table that may lie beside a class. */
    public static Optional<byte[]> find(Class<?> beside, String name) {
        try (var in = open(beside, name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable InputStream open(Class<?> beside, String name) throws IOException {
        if (!UNPACKED.isEmpty()) {
            var file = new File(new File(UNPACKED, beside.getPackageName().replace('.', '/')), name);
            if (file.exists()) {
                return new FileInputStream(file);
            }
        }
        return beside.getResourceAsStream(name);
    }
}
