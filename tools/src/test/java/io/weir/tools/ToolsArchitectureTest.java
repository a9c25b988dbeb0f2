package io.weir.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ToolsArchitectureTest {
    private static final JavaClasses TOOLS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.weir.tools");

    /** Tools start nodes and ask as clients; what happens inside of a node is not their business. */
    @Test
    void toolsReachNothingInsideOfANode() {
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
                .check(TOOLS);
    }

    @Test
    void onlyTheCommandThatSimulatesKnowsTheSimulation() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SimulateCommand")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.weir.testkit", "io.weir.testkit.simulation..")
                .check(TOOLS);
    }

    @Test
    void onlyWhatStartsClustersOfProcessesKnowsTheProcessesOfTheTestkit() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.weir.tools.processes", "io.weir.tools.demo", "io.weir.tools.chaos")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.weir.testkit.process..")
                .check(TOOLS);
    }

    @Test
    void toolsSpeakThroughTheClientAndNotInActors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko.actor..", "org.apache.pekko.cluster..")
                .check(TOOLS);
    }
}
