package io.weir.checkpoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PurityTest {
    private final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir.checkpoint");

    @Test
    void whatDecidesTouchesNoFileThreadSocketOrRandomness() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.checkpoint")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.util.concurrent..",
                        "java.util.random..",
                        "java.time..",
                        "org.slf4j..",
                        "io.weir.checkpoint.storage..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .because("decisions must replay the same from the same inputs")
                .check(production);
    }

    @Test
    void nothingReadsAClockOrStartsAThread() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(production);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.weir.checkpoint.(*)..").should().beFreeOfCycles().check(production);
    }
}
