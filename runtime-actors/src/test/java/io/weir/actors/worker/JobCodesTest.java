package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import io.weir.runtime.element.Barrier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assertj.core.util.Lists;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCodesTest {
    private static final ClassLoader NODE = JobCodesTest.class.getClassLoader();

    @TempDir
    Path folder;

    private final SystemClock clock = new SystemClock(TestWorker.NO_DEATH);
    private CheckpointStorage storage;
    private JobCodes codes;
    private JobCodes.Key withJar;

    @BeforeEach
    void store() throws Exception {
        storage = CheckpointStorages.open(folder.resolve("storage").toUri().toString());
        codes = new JobCodes(clock, Runnable::run, 0, folder, NODE);
        JobGraph graph = TestJobs.counting("codes", 1, 1);
        String graphBlob = storage.putBlob(JobGraphs.toBytes(graph));
        withJar = new JobCodes.Key("job", graphBlob, List.of(storage.putBlob(jarOf(Lists.class, Barrier.class))));
    }

    @Test
    void aJobsOwnClassesComeFromItsJarAndSharedOnesFromTheNode() throws Exception {
        try (JobCodes.Lease lease = codes.lease(withJar, storage)) {
            ClassLoader loader = lease.code().loader();
            Class<?> own = loader.loadClass(Lists.class.getName());
            assertThat(own).isNotEqualTo(Lists.class);
            assertThat(own.getClassLoader()).isSameAs(loader);
            assertThat(loader.loadClass(Barrier.class.getName())).isSameAs(Barrier.class);
            assertThat(loader.loadClass(String.class.getName())).isSameAs(String.class);
            assertThat(loader.loadClass(JarEntry.class.getName())).isSameAs(JarEntry.class);
            assertThat(Objects.requireNonNull(loader.getResource(entryOf(Lists.class)))
                            .toString())
                    .contains("jars-job");
        }
    }

    @Test
    void attemptsOfOneJobShareItsClasses() throws Exception {
        JobCodes.Lease first = codes.lease(withJar, storage);
        JobCodes.Lease second = codes.lease(withJar, storage);
        assertThat(second.code()).isSameAs(first.code());
        first.close();
        first.close(); // counts once
        assertThat(codes.size()).isEqualTo(1);
        second.close();
        assertThat(codes.size()).isZero();
        assertThat(folder.resolve("jars-job")).doesNotExist();
    }

    @Test
    void codeThatCannotBeReadIsNotKept() {
        JobCodes.Key missing = new JobCodes.Key("job", "00".repeat(32), List.of());
        assertThatThrownBy(() -> codes.lease(missing, storage))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[CKP-401]");
        assertThat(codes.size()).isZero();
    }

    @Test
    void everyGraphIsACopyOfItsOwn() throws Exception {
        try (JobCodes.Lease lease = codes.lease(withJar, storage)) {
            assertThat(lease.code().graph().nodes().get(0).operator())
                    .isNotSameAs(lease.code().graph().nodes().get(0).operator());
        }
    }

    private static byte[] jarOf(Class<?>... classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> each : classes) {
                jar.putNextEntry(new JarEntry(entryOf(each)));
                try (InputStream code = Objects.requireNonNull(NODE.getResourceAsStream(entryOf(each)))) {
                    code.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String entryOf(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }
}
