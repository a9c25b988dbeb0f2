package io.weir.launch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LaunchArchitectureTest {
    private static final JavaClasses LAUNCHER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.weir.launch");

    /** The launcher starts nodes and asks as a client; what happens inside of a node is not its business. */
    @Test
    void theLauncherReachesNothingInsideOfANode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.weir.state..",
                        "io.weir.checkpoint..",
                        "io.weir.actors.job..",
                        "io.weir.actors.worker..",
                        "io.weir.actors.subtask..",
                        "io.weir.actors.exchange..",
                        "io.weir.actors.wire..",
                        "io.weir.actors.liveness..")
                .check(LAUNCHER);
    }

    @Test
    void theLauncherSpeaksThroughTheClientAndNotInActors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko.actor..", "org.apache.pekko.cluster..")
                .check(LAUNCHER);
    }
}
