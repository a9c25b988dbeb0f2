package io.weir.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConnectorsArchitectureTest {
    private static final JavaClasses CONNECTORS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.weir.connector");

    @Test
    void connectorsKnowTheApiAndTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.weir.api..", "io.weir.connector..", "java..", "org.jspecify..")
                .check(CONNECTORS);
    }

    @Test
    void connectorsDoNotKnowEachOther() {
        slices().matching("io.weir.connector.(*)..")
                .namingSlices("$1")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "the one that registers them",
                                type -> type.getPackageName().equals("io.weir.connector.standard")),
                        com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
                .check(CONNECTORS);
    }

    @Test
    void timeComesFromTheRuntimesClock() {
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CONNECTORS);
        noClasses().should().callMethod(System.class, "nanoTime").check(CONNECTORS);
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CONNECTORS);
    }
}
