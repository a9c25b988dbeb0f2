package io.weir.tools;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packages have an order: one can be read, tested and changed after those below it. The API is left out: its packages are Flink's, in which
 * streams, functions, state and windows name each other.
 */
class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.weir");

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.weir.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("io.weir.api.."), resideInAPackage("io.weir.api.."))
                .check(CLASSES);
    }

    /** Otherwise the rule above would look at nothing of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"state", "checkpoint", "runtime", "actors", "connector", "testkit", "samples", "launch", "tools"
            })
    void allModulesAreLookedAt(String name) {
        classes()
                .that()
                .resideInAPackage("io.weir." + name + "..")
                .should()
                .haveNameMatching("io\\.weir\\..*")
                .allowEmptyShould(false)
                .check(CLASSES);
    }
}
