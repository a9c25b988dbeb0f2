package io.weir.samples.porting;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.samples.porting.PortedPrograms.Said;
import io.weir.samples.porting.PortingTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs written for Flink compile and compute the same after {@code docs/port-from-flink.sh}, which changes what the table says. */
class PortingScriptTest {
    @TempDir
    Path folder;

    @Test
    void programsWrittenForFlinkComputeTheSame() throws Exception {
        PortedPrograms programs = PortedPrograms.in(folder);
        Path text = Files.writeString(folder.resolve("text"), "to be or not to be\nTo be!\nthat is to say\n");

        programs.run("WindowWordCount", "--input", text.toString(), "--output", folder + "/words");
        assertThat(lines("words")).containsExactly("(be,2)", "(to,2)", "(to,4)");

        programs.run("TopSpeed", folder + "/speeds");
        assertThat(lines("speeds")).hasSize(12).allMatch(line -> line.matches("\\([01],(45|50),[0-9.]+,[0-9]+\\)"));

        programs.run("PatientVisitors", folder + "/visitors");
        assertThat(lines("visitors/windows"))
                .containsExactly("(ann,1000,2)", "(ann,1000,3)", "(bob,14000,1)", "(bob,2000,1)");
        assertThat(lines("visitors/counts")).containsExactly("(ann,3)", "(bob,2)");
        assertThat(lines("visitors/gone")).containsExactly("ann@8000", "bob@19000");

        programs.run("OrdersByHour", folder + "/orders");
        assertThat(lines("orders/sums"))
                .containsExactly("north 0 100", "north 3600000 400", "south 0 250", "south 3600000 50");
        assertThat(lines("orders/late")).containsExactly("north 7");
        assertThat(lines("orders/joined")).containsExactly("100<400", "50<250");
    }

    /** The causes for which programs of others did not port. */
    @Test
    void namesOfHelpersConnectorsAndDescriptionsAreThere() throws Exception {
        PortedPrograms programs = PortedPrograms.in(folder);
        Path names = Files.writeString(folder.resolve("names"), "anna\nbob\n\nalice\n");
        Path more = Files.writeString(folder.resolve("more"), "ben\n");
        programs.run("ManyNames", "--in", names.toString(), "--in", more.toString(), "--out", folder + "/out");
        assertThat(lines("out/counts")).containsExactly("(a,1)", "(a,2)", "(b,1)", "(b,2)");
        assertThat(lines("out/empty")).containsExactly("empty");
        assertThat(lines("out/sizes")).containsExactly("(10,10)", "(10,10)");

        programs.run("GeneratedOrders", folder + "/orders");
        assertThat(lines("orders"))
                .hasSize(20)
                .contains("1 paid=true", "9 paid=false")
                .allMatch(line -> line.matches("[1-9] paid=(true|false)"));
    }

    @Test
    void classesWithinClassesAreCalledByTheirShortNamesToo() throws Exception {
        Path program = Files.writeString(folder.resolve("Short.java"), """
                import org.apache.flink.streaming.api.datastream.KeyedStream;
                import org.apache.flink.connector.file.src.FileSource.FileSourceBuilder;
                class Short {
                    KeyedStream.IntervalJoined<A, B, C> joined;
                    FileSourceBuilder<String> builder;
                    mine.FileSourceBuilder other;
                    MyKeyedStream.IntervalJoined mine;
                    OutputFileConfig.OutputFileConfigBuilder notImported;
                }
                """);
        PortedPrograms.runScript(program.toString());
        assertThat(Files.readString(program))
                .contains(
                        "io.weir.api.IntervalJoin.IntervalJoined<A, B, C> joined",
                        " io.weir.connector.file.FileSource.Builder<String> builder",
                        " mine.FileSourceBuilder other",
                        " MyKeyedStream.IntervalJoined mine",
                        " OutputFileConfig.OutputFileConfigBuilder notImported");
    }

    @Test
    void eachNameThatTheScriptWritesIsAClass() throws Exception {
        List<String> rules = Files.readAllLines(PortedPrograms.SCRIPT).stream()
                .filter(line -> line.matches("[a-z][\\w.]* io\\.weir[\\w.]*"))
                .toList();
        assertThat(rules).hasSizeGreaterThan(300);
        for (String rule : rules) {
            assertThat(WeirMembers.classNamed(rule.substring(rule.indexOf(' ') + 1)))
                    .as(rule)
                    .isNotNull();
        }
    }

    @Test
    void aNameWithoutCounterpartIsListedWithItsLine() throws Exception {
        Path program = Files.writeString(
                folder.resolve("Loop.java"),
                "import org.apache.flink.util.Collector;\nimport org.apache.flink.types.Row;\nclass Loop {}\n");
        Said said = PortedPrograms.runScript(program.toString());
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text())
                .startsWith(program + ":2:import org.apache.flink.types.Row;\n")
                .contains("docs/porting-from-flink.md");
        assertThat(Files.readString(program)).startsWith("import io.weir.api.Collector;\n");
    }

    @Test
    void namesThatOnlyBeginAlikeStay() throws Exception {
        Path program = Files.writeString(
                folder.resolve("Mine.java"),
                "import org.apache.flink.util.CollectorOfMine;\nimport myorg.apache.flinkish.Collector;\n");
        PortedPrograms.runScript(program.toString());
        assertThat(Files.readString(program))
                .contains("flink.util.CollectorOfMine")
                .contains("flinkish.Collector");
    }

    @Test
    void aPlaceThatIsNotThereIsWrongUsage() throws Exception {
        assertThat(PortedPrograms.runScript(folder + "/none").exitCode()).isEqualTo(2);
        assertThat(PortedPrograms.runScript().exitCode()).isEqualTo(2);
    }

    @Test
    void theScriptChangesEachClassOfTheTable() throws Exception {
        List<String> before = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Row row : PortingTable.rows()) {
            for (String name : row.classes()) {
                before.add("org.apache.flink." + name);
                expected.add(row.weir() != null ? row.weir() : "org.apache.flink." + name);
            }
        }
        Path names = Files.write(folder.resolve("Names.java"), before);
        PortedPrograms.runScript(names.toString());
        List<String> after = Files.readAllLines(names);
        for (int i = 0; i < expected.size(); i++) {
            boolean nestedInOneThatIsThere = expected.get(i).matches("org\\.apache.*\\.[A-Z]\\w*\\.[A-Z].*");
            if (!nestedInOneThatIsThere) {
                assertThat(after.get(i)).as(before.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    /** All lines of the files of a folder, sorted. */
    private List<String> lines(String output) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            lines.sort(null);
            return lines;
        }
    }
}
