package io.weir.state;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** State is kept by whoever owns the thread and the clock; it has neither. */
class StateArchitectureTest {
    private static final JavaClasses STATE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.weir.state");

    @Test
    void stateKnowsTheApiRocksDbAndTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.weir.api..", "io.weir.state..", "java..", "org.jspecify..", "org.rocksdb..")
                .check(STATE);
    }

    @Test
    void onlyItsBackendKnowsRocksDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.state.rocksdb..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.rocksdb..", "io.weir.state.rocksdb..")
                .check(STATE);
    }

    @Test
    void nothingReadsAClockStartsAThreadOrThrowsDice() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class, ForkJoinPool.class, ThreadLocalRandom.class)
                .check(STATE);
    }
}
