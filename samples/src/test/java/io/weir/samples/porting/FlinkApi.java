package io.weir.samples.porting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Flink offers: {@code flink-api.txt}, which was taken from Flink's jars. */
final class FlinkApi {
    private static final Path LISTING = Path.of("src/test/resources/porting/flink-api.txt");

    private FlinkApi() {}

    /**
     * One class.
     *
     * @param name without {@code org.apache.flink.}, nested ones with a dot
     * @param versions 1.20, 2.3 or both
     * @param members as {@code map(MapFunction)}, {@code new(String)} or {@code CONSTANT}; none for subjects that Weir does not have
     */
    record FlinkClass(String name, List<String> versions, List<String> members) {}

    static Map<String, FlinkClass> classes() throws IOException {
        Map<String, FlinkClass> classes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(LISTING)) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                List<String> members = Arrays.stream(columns[2].split(" "))
                        .filter(member -> !member.isEmpty())
                        .map(member -> member.replaceFirst("@.*", ""))
                        .toList();
                classes.put(columns[0], new FlinkClass(columns[0], List.of(columns[1].split(",")), members));
            }
        }
        return classes;
    }
}
