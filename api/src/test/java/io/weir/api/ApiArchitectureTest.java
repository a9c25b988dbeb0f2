package io.weir.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** What job authors write against stands on nothing of ours. */
class ApiArchitectureTest {
    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.weir.api");

    @Test
    void theApiKnowsTheJdkAndAsmOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.weir.api..", "java..", "org.jspecify..", "org.objectweb.asm..")
                .check(API);
    }

    @Test
    void onlyTheCodecGeneratorAndTheCleanerOfFunctionsKnowAsm() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.api.serde..")
                .and()
                .haveNameNotMatching("io\\.weir\\.api\\.graph\\.OuterInstances.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.objectweb.asm..")
                .check(API);
    }

    @Test
    void onlyTheJobGraphIsReadWithJavaSerialization() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.api.graph")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(API);
    }
}
