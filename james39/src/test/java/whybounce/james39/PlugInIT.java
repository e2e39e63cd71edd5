package whybounce.james39;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the jar for James 3.9 holds, and whether all that it uses is there. */
class PlugInIT {

    /** Copies of libraries use what is not always there, and look for it first. */
    private static final String COPIES = "whybounce/shaded/";

    private static final Set<String> OLD_NAMES =
            Set.of("javax/mail/", "javax/activation/", "javax/inject/", "javax/annotation/", "com/sun/mail/");

    private static final Map<String, Set<Reference>> REFERENCES = new TreeMap<>();
    private static final Set<String> NAMES = new TreeSet<>();

    @BeforeAll
    static void openTheJar() throws IOException {
        try (var jar = new JarFile(Path.of(System.getProperty("plug-in")).toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                NAMES.add(entry.getName());
                if (entry.getName().endsWith(".class")) {
                    try (var in = jar.getInputStream(entry)) {
                        REFERENCES.put(entry.getName(), References.of(in.readAllBytes()));
                    }
                }
            }
        }
    }

    @Test
    void allThatItUsesIsThere() {
        var libraries = new Libraries();
        var missing = new TreeMap<String, Set<Reference>>();
        REFERENCES.forEach((user, references) -> {
            for (var reference : references) {
                if (!user.startsWith(COPIES) && !libraries.offers(reference)) {
                    missing.computeIfAbsent(user, u -> new java.util.LinkedHashSet<>())
                            .add(reference);
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void noOldNameIsLeft() {
        assertThat(REFERENCES.values().stream()
                        .flatMap(Set::stream)
                        .map(Reference::owner)
                        .filter(owner -> OLD_NAMES.stream().anyMatch(owner::startsWith)))
                .isEmpty();
    }

    @Test
    void theCheckSeesSomething() {
        assertThat(REFERENCES.get("whybounce/mailets/ExplainedBounce.class"))
                .extracting(Reference::owner)
                .contains("org/apache/mailet/base/GenericMailet", "jakarta/mail/MessagingException");
        assertThat(new Libraries().offers(new Reference("org/apache/mailet/Mail", "getNothing ()V")))
                .isFalse();
        // Public in 3.8, private in 3.9.
        assertThat(new Libraries()
                        .offers(new Reference(
                                "org/apache/james/core/MailAddress",
                                "<init> (Ljava/lang/String;Lorg/apache/james/core/Domain;)V")))
                .isFalse();
    }

    @Test
    void itHasLicencesAndNothingThatMeddlesWithJames() {
        assertThat(NAMES)
                .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licences/dnsjava.txt")
                .noneMatch(name -> name.startsWith("META-INF/services/"))
                .noneMatch(name -> name.endsWith("module-info.class"));
        assertThat(REFERENCES.keySet()).allMatch(name -> name.startsWith("whybounce/"));
    }
}
