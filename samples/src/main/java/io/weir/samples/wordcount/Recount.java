package io.weir.samples.wordcount;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Checks the output of {@link WordCount} against its text, in plain Java that shares nothing with the engine.
 *
 * <p>The job writes one line {@code (word,count)} for each word it reads, with the count so far. So for a word that stands n times in the
 * text the committed files must hold exactly the counts 1 to n, each once: a count that is missing was lost, one too many was duplicated.
 */
public final class Recount {
    private static final int MAX_DIFFERENCES = 20;
    private static final int MAX_EXAMPLES = 5;

    /**
     * What was found.
     *
     * @param words how many words the text has
     * @param distinct how many different ones
     * @param lost updates that must be in the output and are not
     * @param duplicated updates in the output beyond the one that must be there
     * @param unreadable lines of the output that are no {@code (word,count)}
     * @param differences a sentence for each of the first words that differ, in alphabetical order; empty if the output is exact
     */
    public record Result(
            long words, int distinct, long lost, long duplicated, long unreadable, List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }

        public boolean exact() {
            return lost == 0 && duplicated == 0 && unreadable == 0;
        }
    }

    /** The updates of one word. */
    private static final class Updates {
        int expected;
        final BitSet seen = new BitSet();
        final List<Long> extra = new ArrayList<>();

        void add(long count) {
            if (count < 1 || count > expected || seen.get((int) count)) {
                extra.add(count);
            } else {
                seen.set((int) count);
            }
        }

        int lost() {
            return expected - seen.cardinality();
        }
    }

    private final Map<String, Updates> words = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long unreadable;

    private Recount() {}

    /**
     * Compares.
     *
     * @param text the file the job read
     * @param output the directory the job's sink wrote to; files whose name starts with a dot or an underscore, or lie in such a directory,
     *     are not committed and not read
     * @throws IOException if either cannot be read
     */
    public static Result of(Path text, Path output) throws IOException {
        Recount recount = new Recount();
        recount.readText(text);
        for (Path part : committedFiles(output)) {
            recount.readPart(part);
        }
        return recount.result();
    }

    /** {@code Recount TEXT OUTPUT}: prints the result; exit code 0 if the output is exact, 1 if not, 2 for wrong usage. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: Recount TEXT_FILE OUTPUT_DIRECTORY");
            System.exit(2);
        }
        Result result = of(Path.of(args[0]), Path.of(args[1]));
        result.differences().forEach(System.out::println);
        System.out.printf(
                "RESULT %s words=%d distinct=%d lost=%d duplicated=%d unreadable=%d%n",
                result.exact() ? "exact" : "different",
                result.words(),
                result.distinct(),
                result.lost(),
                result.duplicated(),
                result.unreadable());
        System.exit(result.exact() ? 0 : 1);
    }

    private void readText(Path text) throws IOException {
        try (BufferedReader reader = open(text)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Words.forEach(line, word -> words.computeIfAbsent(word, w -> new Updates()).expected++);
            }
        }
    }

    /** Decodes like the job's source does: bytes that are not UTF-8 are replaced, not refused. */
    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private static List<Path> committedFiles(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isVisible(output.relativize(file)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private void readPart(Path part) throws IOException {
        try (BufferedReader reader = open(part)) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!add(line)) {
                    unreadable++;
                    differ(part + " line " + number + " is no (word,count): " + line);
                }
            }
        }
    }

    private boolean add(String line) {
        int comma = line.lastIndexOf(',');
        if (comma < 2 || !line.startsWith("(") || !line.endsWith(")")) {
            return false;
        }
        long count;
        try {
            count = Long.parseLong(line, comma + 1, line.length() - 1, 10);
        } catch (NumberFormatException e) {
            return false;
        }
        words.computeIfAbsent(line.substring(1, comma), w -> new Updates()).add(count);
        return true;
    }

    private Result result() {
        long total = 0;
        int distinct = 0;
        long lost = 0;
        long duplicated = 0;
        for (Map.Entry<String, Updates> entry : new TreeMap<>(words).entrySet()) {
            Updates updates = entry.getValue();
            total += updates.expected;
            distinct += updates.expected > 0 ? 1 : 0;
            lost += updates.lost();
            duplicated += updates.extra.size();
            if (updates.lost() > 0 || !updates.extra.isEmpty()) {
                differ(describe(entry.getKey(), updates));
            }
        }
        return new Result(total, distinct, lost, duplicated, unreadable, differences);
    }

    private void differ(String difference) {
        if (differences.size() < MAX_DIFFERENCES) {
            differences.add(difference);
        }
    }

    private static String describe(String word, Updates updates) {
        StringBuilder text = new StringBuilder(word + " stands " + updates.expected + " times in the text;");
        if (updates.lost() > 0) {
            List<Integer> missing = new ArrayList<>();
            for (int count = updates.seen.nextClearBit(1);
                    count <= updates.expected && missing.size() < MAX_EXAMPLES;
                    count = updates.seen.nextClearBit(count + 1)) {
                missing.add(count);
            }
            text.append(" lost ").append(updates.lost()).append(": ").append(shortened(missing, updates.lost()));
        }
        if (!updates.extra.isEmpty()) {
            int size = updates.extra.size();
            text.append(" duplicated ")
                    .append(size)
                    .append(": ")
                    .append(shortened(updates.extra.subList(0, Math.min(size, MAX_EXAMPLES)), size));
        }
        return text.toString();
    }

    private static String shortened(List<? extends Number> examples, int total) {
        return examples + (total > examples.size() ? "..." : "");
    }
}
