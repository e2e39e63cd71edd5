package whybounce.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The catalogue's files, with the examples that do not ship. */
public final class CatalogueFiles {

    /** Where the files lie, seen from the module. */
    public static final Path ROOT = Path.of("src/main/resources/whybounce/catalogue");

    private CatalogueFiles() {}

    public static List<DocumentedRule> rules() throws IOException {
        return CatalogueReader.read(ROOT).rules();
    }

    public static List<DocumentedLookAlike> lookAlikes() throws IOException {
        return CatalogueReader.read(ROOT).lookAlikes();
    }
}
