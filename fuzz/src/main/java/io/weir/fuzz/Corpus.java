package io.weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The inputs of a target that are kept: those that reach most of it, golden ones, and those that broke the rule once. */
public final class Corpus {
    private Corpus() {}

    /** The target's seeds, then the files of its folder by name; a folder that is not there is empty. */
    public static List<byte[]> of(FuzzTarget<?> target, Path corpora) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        try {
            inputs.addAll(target.seeds());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the seeds of " + target.name() + " cannot be made", e);
        }
        for (Path file : files(corpora.resolve(target.name()))) {
            inputs.add(Files.readAllBytes(file));
        }
        return inputs;
    }

    /** By name. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
