package io.weir.samples.porting;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.samples.porting.FlinkApi.FlinkClass;
import io.weir.samples.porting.PortingTable.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/porting-from-flink.md} is complete, and what it says of Weir is so. */
class PortingTableTest {
    private final Map<String, FlinkClass> flink = FlinkApi.classes();
    private final List<Row> rows = PortingTable.rows();

    PortingTableTest() throws IOException {}

    @Test
    void eachClassOfFlinksApiHasOneRowWithItsVersions() {
        List<String> inTable = new ArrayList<>();
        for (Row row : rows) {
            for (String name : row.classes()) {
                inTable.add(name + " " + row.versions());
            }
        }
        assertThat(inTable)
                .hasSizeGreaterThan(1000)
                .containsExactlyInAnyOrderElementsOf(flink.values().stream()
                        .map(one -> one.name() + " " + one.versions())
                        .toList());
    }

    @Test
    void whatIsAbsentOrDifferentIsReasoned() {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            boolean right = switch (row.verdict()) {
                case "same" -> row.weir() != null && row.text().isEmpty();
                case "different" -> row.weir() != null && row.text().endsWith(".");
                case "absent" -> row.weir() == null && row.text().endsWith(".");
                default -> false;
            };
            if (!right) {
                wrong.add(row.toString());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsTheSameIsThere() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            if (row.weir() != null) {
                Class<?> type = WeirMembers.classNamed(row.weir());
                Set<String> names = new TreeSet<>();
                for (String member : WeirMembers.of(type)) {
                    names.add(member.replaceFirst("\\(.*", ""));
                }
                for (String member : row.same()) {
                    if (!names.contains(member.startsWith("new ") ? "new" : member)) {
                        wrong.add(row.weir() + " has no " + member);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachMemberOfAClassThatIsThereIsThereTooOrNamed() throws Exception {
        List<String> unnamed = new ArrayList<>();
        for (Row row : rows) {
            if (row.weir() != null) {
                Set<String> offered = WeirMembers.of(WeirMembers.classNamed(row.weir()));
                for (String name : row.classes()) {
                    FlinkClass flinkClass = Objects.requireNonNull(flink.get(name), name);
                    for (String member : flinkClass.members()) {
                        if (!offered.contains(member) && !row.named().contains(member)) {
                            unnamed.add(name + " " + member);
                        }
                    }
                }
            }
        }
        assertThat(unnamed).isEmpty();
    }

    @Test
    void whatIsCalledAbsentIsAbsent() throws Exception {
        List<String> there = new ArrayList<>();
        for (Row row : rows) {
            if (row.weir() != null) {
                Set<String> offered = WeirMembers.of(WeirMembers.classNamed(row.weir()));
                for (String member : row.absent()) {
                    if (offered.contains(member)) {
                        there.add(row.weir() + " has " + member);
                    }
                }
            }
        }
        assertThat(there).isEmpty();
    }
}
