package whybounce;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages go down only, and each library is seen by one class, or one of each package that reads mail. */
class ArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("whybounce");

    @Test
    void arrowsGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("reply")
                .definedBy("whybounce.reply..")
                .layer("failure")
                .definedBy("whybounce.failure..")
                .layer("catalogue")
                .definedBy("whybounce.catalogue..")
                .layer("classify")
                .definedBy("whybounce.classify..")
                .layer("dns")
                .definedBy("whybounce.dns..")
                .layer("check")
                .definedBy("whybounce.check..")
                .layer("explain")
                .definedBy("whybounce.explain..")
                .layer("dsn.write")
                .definedBy("whybounce.dsn.write..")
                .layer("dsn.read")
                .definedBy("whybounce.dsn.read..")
                .whereLayer("dsn.write")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dsn.read")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("check")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dns")
                .mayOnlyBeAccessedByLayers("check")
                .whereLayer("explain")
                .mayOnlyBeAccessedByLayers("dsn.write")
                .whereLayer("classify")
                .mayOnlyBeAccessedByLayers("explain", "dsn.write")
                .whereLayer("catalogue")
                .mayOnlyBeAccessedByLayers("classify", "explain", "dsn.write")
                .whereLayer("failure")
                .mayOnlyBeAccessedByLayers("classify", "explain", "dsn.write", "dsn.read", "check")
                .check(CLASSES);
    }

    @Test
    void repliesKnowNothingOfUs() {
        noClasses()
                .that()
                .resideInAPackage("whybounce.reply..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("whybounce..").and(not(resideInAnyPackage("whybounce.reply.."))))
                .check(CLASSES);
    }

    @Test
    void signaturesKnowNothingOfUs() {
        noClasses()
                .that()
                .resideInAPackage("whybounce.dkim..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("whybounce..").and(not(resideInAnyPackage("whybounce.dkim.."))))
                .check(CLASSES);
    }

    @Test
    void nothingOfJamesOrOfMailLibraries() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.apache.james.(*)..",
                                "org.apache.mailet..",
                                "javax.mail..",
                                "jakarta.mail..",
                                "javax.inject..")
                        .and(not(resideInAnyPackage("org.apache.james.mime4j.."))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.tomlj, whybounce.catalogue.TomlSource",
        "org.xbill.DNS, whybounce.dns.Dnsjava",
        "org.apache.james.mime4j, whybounce.dsn.read.StatusPart whybounce.check.message.Parts"
    })
    void theseClassesSeeALibrary(String library, String only) {
        var seers = CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(library)))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
        assertThat(seers).containsExactlyInAnyOrder(only.split(" "));
    }
}
