package whybounce.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The step of the build that turns the catalogue's files into the table that ships. */
final class CompileCatalogue {

    private CompileCatalogue() {}

    /** Arguments: the folder with the files, the folder for the tables. */
    public static void main(String[] args) throws IOException {
        var catalogue = CatalogueReader.read(Path.of(args[0])).catalogue();
        CatalogueTable.write(catalogue, Files.createDirectories(Path.of(args[1])));
    }
}
