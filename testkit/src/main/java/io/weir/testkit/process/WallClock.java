package io.weir.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock of a child JVM, which the parent turns. A Java agent sends every call of {@code System.currentTimeMillis} in classes that are not
 * the JDK's own here; nothing in the product knows of it. {@code java.time}, file times and {@code System.nanoTime} stay as they are.
 *
 * <p>Parent: {@link #jvmFlag} for the child, {@link #set} at any time. Child: {@link WallClockAgent}.
 */
public final class WallClock {
    private static volatile @Nullable ByteBuffer offset;

    private WallClock() {}

    // ------------------------------------------------------------------------------------------------ in the parent

    /**
     * What a child JVM must be started with, whose class path has this class.
     *
     * @param directory for the agent's jar, which is made there if it is missing
     * @param offsetFile of this child; made if it is missing, with the right time
     */
    public static String jvmFlag(Path directory, Path offsetFile) throws IOException {
        Path jar = directory.resolve("wall-clock-agent.jar");
        if (Files.notExists(jar)) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), WallClockAgent.class.getName());
            try (OutputStream file = Files.newOutputStream(jar)) {
                new JarOutputStream(file, manifest).close(); // the classes are on the class path
            }
        }
        if (Files.notExists(offsetFile)) {
            set(offsetFile, 0);
        }
        return "-javaagent:" + jar + "=" + offsetFile;
    }

    /**
     * Lets the clock of the child jump, at once.
     *
     * @param millis ahead of the right time; negative for behind
     */
    public static void set(Path offsetFile, long millis) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.BIG_ENDIAN);
        bytes.putLong(0, millis);
        try (FileChannel channel = FileChannel.open(offsetFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes, 0);
        }
    }

    // ------------------------------------------------------------------------------------------------ in the child

    static void readFrom(Path offsetFile) {
        try (FileChannel channel = FileChannel.open(offsetFile, StandardOpenOption.READ)) {
            offset = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES).order(ByteOrder.BIG_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code System.currentTimeMillis} is in the child. */
    public static long currentTimeMillis() {
        ByteBuffer ahead = offset;
        return System.currentTimeMillis() + (ahead == null ? 0 : ahead.getLong(0));
    }
}
