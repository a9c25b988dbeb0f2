package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.samples.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir run} with the name of a sample, where there is no cluster. */
class SamplesCommandTest {
    @Test
    void theListNamesEachSampleWithALine() {
        CommandLine listed = CommandLine.run("run", "--list").isDone();
        assertThat(listed.out().lines()).hasSize(Sample.all().size());
        for (Sample sample : Sample.all()) {
            assertThat(listed.out()).contains("  " + sample.name() + "  ").contains(sample.what());
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheList() {
        CommandLine.run("run", "sesions").isRefused(2, "CLI-502", "There is no sample sesions", Sample.list());
        CommandLine.run("run").isRefused(2, "CLI-502", "There is nothing to run", Sample.list());
    }

    @Test
    void aSampleRunsInThisProcessIfNoClusterIsNamedAndGetsWhatFollowsItsName(@TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("readings"), "cellar,12.25\nkitchen;22\n");
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        CommandLine ran;
        try {
            ran = CommandLine.run("run", "-p", "2", "side-outputs", "--input", input.toString())
                    .isDone();
        } finally {
            System.setOut(before);
        }
        assertThat(ran.out()).contains(" runs in this process", "job finished");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("cellar      12.25 deg C", "'kitchen;22' has 1 fields, not 2");
    }

    @Test
    void aSampleGoesToTheClusterThatIsNamed() {
        CommandLine.run("run", "--cluster", "127.0.0.1:1", "sessions").isRefused(5, "CLI-503", "127.0.0.1:1");
    }

    @Test
    void anyProgramRunsInThisProcessIfToldSo() {
        CommandLine.run("run", "--local", BadJobs.NoOperator.class.getName())
                .isRefused(2, "API-291", "The job has no operator");
    }

    @Test
    void aJobInThisProcessIsNeitherDetachedNorOnACluster() {
        CommandLine.run("run", "-d", "sessions").isRefused(2, "CLI-512", "-d makes no sense here");
        CommandLine.run("run", "--local", "--cluster", "127.0.0.1:1", "sessions")
                .isRefused(2, "CLI-512", "--cluster or WEIR_CLUSTER names 127.0.0.1:1");
    }
}
