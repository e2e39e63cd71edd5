package whybounce.mailets;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** James's inside is known in one package. */
class ArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("whybounce");

    @Test
    void onlyOnePackageKnowsJamesDelivery() {
        noClasses()
                .that()
                .resideOutsideOfPackage("whybounce.mailets.james..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.james.transport..", "com.sun.mail.."))
                .check(CLASSES);
    }

    @Test
    void diagnosisDoesNotKnowTheMailets() {
        noClasses()
                .that(resideInAnyPackage("whybounce.."))
                .and()
                .resideOutsideOfPackage("whybounce.mailets..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("whybounce.mailets.."))
                .check(CLASSES);
    }

    @Test
    void theSeamDoesNotKnowTheMailets() {
        noClasses()
                .that()
                .resideInAPackage("whybounce.mailets.james..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("whybounce.mailets"))
                .check(CLASSES);
    }
}
