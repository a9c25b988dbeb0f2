package io.weir.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testkit.JobTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a program prints, from its main to the end of its job. */
public final class Printed {
    /** As {@code main}. */
    public interface Program {
        void run(String[] args) throws Exception;
    }

    private static final Path EXPECTED = Path.of("src", "test", "resources", "expected");

    private Printed() {}

    /** In virtual time. */
    public static String by(Program program, String... args) throws Exception {
        return captured(() -> {
            try (JobTest job = JobTest.startProgram(() -> {
                program.run(args);
                return null;
            })) {
                job.runToEnd();
            }
        });
    }

    /** As {@link #by}, for a program that waits for something outside of the job. */
    public static String inRealTime(Program program, String... args) throws Exception {
        return captured(() -> program.run(args));
    }

    private interface Running {
        void run() throws Exception;
    }

    private static String captured(Running running) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            running.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The environment variable {@code ACCEPT_SAMPLES} writes what is printed now; look at the difference before you commit it. */
    public static void isExactly(String printed, String expected) throws IOException {
        Path file = EXPECTED.resolve(expected);
        if (System.getenv("ACCEPT_SAMPLES") != null) {
            Files.writeString(file, printed);
        }
        assertThat(printed.lines()).containsExactlyElementsOf(Files.readAllLines(file));
    }
}
