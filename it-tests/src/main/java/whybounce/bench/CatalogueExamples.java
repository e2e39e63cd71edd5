package whybounce.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import whybounce.catalogue.Catalogue;

/** The replies that prove the catalogue's rules: its examples and near misses. */
final class CatalogueExamples {

    private CatalogueExamples() {}

    static List<String> replies(Catalogue catalogue) {
        return Stream.concat(
                        catalogue.causes().stream().map(cause -> "causes/" + cause.id() + "/cause.toml"),
                        catalogue.providers().stream().map(provider -> "providers/" + provider.id() + ".toml"))
                .flatMap(CatalogueExamples::repliesIn)
                .distinct()
                .toList();
    }

    private static Stream<String> repliesIn(String file) {
        try (var in = Catalogue.class.getResourceAsStream(file)) {
            return tables(Toml.parse(in).getArrayOrEmpty("rule"))
                    .flatMap(rule -> Stream.of("examples", "not").flatMap(key -> texts(rule.getArrayOrEmpty(key))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<TomlTable> tables(TomlArray array) {
        return array.toList().stream().map(TomlTable.class::cast);
    }

    /** Without the stage that may stand in front: "MAIL: 550 ...". */
    private static Stream<String> texts(TomlArray array) {
        return array.toList().stream().map(text -> text.toString().replaceFirst("^[A-Z_]+: ", ""));
    }
}
