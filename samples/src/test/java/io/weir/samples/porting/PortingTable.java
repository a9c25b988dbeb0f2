package io.weir.samples.porting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of {@code docs/porting-from-flink.md}. */
final class PortingTable {
    static final Path DOCUMENT = Path.of("..", "docs", "porting-from-flink.md");

    private static final Pattern PACKAGE = Pattern.compile("`org\\.apache\\.flink\\.([a-z0-9.]+)`");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAMED = Pattern.compile("((?:`[^`]+`(?:, )?)+) (absent|different): ");

    private PortingTable() {}

    /**
     * One row.
     *
     * @param classes Flink's, without {@code org.apache.flink.}
     * @param versions of Flink, as in {@link FlinkApi}
     * @param verdict same, different or absent
     * @param weir the name of Weir's class, with dots; null if there is none
     * @param same names of members that are the same; {@code new X} for constructors
     * @param named members that are different or absent, as {@link FlinkApi} has them
     * @param absent those of them that are absent
     * @param text the last column
     */
    record Row(
            List<String> classes,
            List<String> versions,
            String verdict,
            @Nullable String weir,
            List<String> same,
            Set<String> named,
            Set<String> absent,
            String text) {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String inPackage = "";
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher heading = PACKAGE.matcher(line);
            if (heading.matches()) {
                inPackage = heading.group(1);
            } else if (line.startsWith("| `")) {
                rows.add(row(inPackage, line));
            }
        }
        return rows;
    }

    private static Row row(String inPackage, String line) {
        String[] cells = line.substring(2, line.length() - 1).split("\\|", -1);
        if (cells.length != 6) {
            throw new IllegalStateException("not six columns: " + line);
        }
        String prefix = inPackage + ".";
        List<String> classes = codes(cells[0]).stream().map(prefix::concat).toList();
        String version = cells[1].trim();
        Set<String> named = new HashSet<>();
        Set<String> absent = new HashSet<>();
        Matcher notes = NAMED.matcher(cells[5]);
        while (notes.find()) {
            for (String member : codes(notes.group(1))) {
                String plain = member.replaceFirst("^new [\\w.]+\\(", "new(");
                named.add(plain);
                if (notes.group(2).equals("absent")) {
                    absent.add(plain);
                }
            }
        }
        List<String> weir = codes(cells[3]);
        return new Row(
                classes,
                version.isEmpty() ? List.of("1.20", "2.3") : List.of(version),
                cells[2].trim(),
                weir.isEmpty() ? null : weir.get(0),
                codes(cells[4]),
                named,
                absent,
                cells[5].trim());
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
