package whybounce.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The texts of a folder's files: those whose names end in {@code .toml}, in the order of the names, but for the hidden
 * ones that editors make.
 *
 * @param texts by the name of the file
 */
record OwnFiles(Map<String, String> texts, List<CatalogueFault> faults) {

    /** More files than a person keeps apart. */
    static final int MAX_FILES = 50;

    /** Of all files together: many times what a person writes, and read within a second. */
    static final int MAX_BYTES = 512 << 10;

    private static final String ENDING = ".toml";

    /** What mistakes of the folder itself are told of. */
    private static final String FOLDER = ".";

    /** What Windows puts in front of UTF-8. */
    private static final char BYTE_ORDER_MARK = 0xFEFF;

    static OwnFiles read(Path folder) {
        var read = new OwnFiles(new LinkedHashMap<>(), new ArrayList<>());
        var files = read.list(folder);
        if (files.size() > MAX_FILES) {
            read.fault("*" + ENDING, files.size() + " files; " + MAX_FILES + " at most are read");
        }
        int room = MAX_BYTES;
        for (var file : files.subList(0, Math.min(files.size(), MAX_FILES))) {
            room = read.read(file, room);
        }
        return read;
    }

    private List<Path> list(Path folder) {
        if (Files.notExists(folder)) {
            if (Files.isSymbolicLink(folder)) {
                fault(FOLDER, "is a link that leads nowhere: mend the link, or delete it");
            }
            return List.of();
        }
        if (Files.isRegularFile(folder)) {
            fault(FOLDER, "is a file: make a folder of this name, and move the file into it");
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(OwnFiles::counts).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            fault(FOLDER, "cannot be read as a folder: " + e.getClass().getSimpleName());
            return List.of();
        }
    }

    /** Whether it is one of ours to read; what is no file then is a mistake. */
    static boolean counts(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) && !name.startsWith(".");
    }

    private int read(Path file, int room) {
        String name = file.getFileName().toString();
        if (name.chars().anyMatch(Character::isISOControl)) {
            fault(name, "has a control character in its name: rename it");
            return room;
        }
        if (!Files.isRegularFile(file)) {
            fault(
                    name,
                    Files.isSymbolicLink(file) && Files.notExists(file)
                            ? "is a link that leads nowhere: mend the link, or delete it"
                            : "is no file: rename it, or move it elsewhere");
            return room;
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(room + 1);
            if (bytes.length > room) {
                fault(name, "too large: the files may have " + MAX_BYTES + " bytes together");
                return 0;
            }
            texts.put(name, text(bytes));
            return room - bytes.length;
        } catch (CharacterCodingException e) {
            fault(name, "is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            fault(name, "cannot be read: " + e.getClass().getSimpleName());
        }
        return room;
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private void fault(String file, String problem) {
        faults.add(new CatalogueFault(file, 1, problem));
    }
}
