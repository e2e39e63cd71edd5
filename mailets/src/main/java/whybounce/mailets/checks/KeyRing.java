package whybounce.mailets.checks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.filesystem.api.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.check.dkim.OwnKey;
import whybounce.dkim.PemText;
import whybounce.dkim.SigningKey;

/** Reads the keys that an operator named. One that cannot be read is told in the log, and reports go without it. */
public final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    /** Keys have a few kilobytes. */
    private static final int MAX_OCTETS = 1 << 16;

    private KeyRing() {}

    public static List<OwnKey> read(List<KeyFile> wanted, FileSystem files) {
        var keys = new ArrayList<OwnKey>();
        for (var one : wanted) {
            try (var in = open(one.file(), files)) {
                var text = new String(in.readNBytes(MAX_OCTETS), StandardCharsets.ISO_8859_1);
                var key = SigningKey.of(PemText.of(text, one.file()).key());
                keys.add(new OwnKey(one.domain(), one.selector(), key));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("<dkimKeys>: the key of {} is not used: {}", one.selector(), e.getMessage());
            }
        }
        return keys;
    }

    private static InputStream open(String file, FileSystem files) throws IOException {
        return file.startsWith("file:") ? files.getResource(file) : Files.newInputStream(Path.of(file));
    }
}
