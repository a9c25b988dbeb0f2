package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Goal: each mistake of a program that docs/errors.md lists as API-xxx is made by some test as a user makes it: by building a job, by running it, or,
 * for the codes of the testkit, by a test of a job. Method: the codes that these tests name; a new code needs one of them.
 */
class ApiCodesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("API-\\d{3}");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| (API-\\d{3}) \\|");

    /** Tests that build jobs with the public API, and mostly run them. Not those of single classes behind it. */
    private static final List<String> TESTS_OF_PROGRAMS = List.of(
            "api/src/test/java/io/weir/api/ExecutionTest.java",
            "api/src/test/java/io/weir/api/FlinkNamesTest.java",
            "api/src/test/java/io/weir/api/FlinkWaysTest.java",
            "api/src/test/java/io/weir/api/InvalidJobsTest.java",
            "api/src/test/java/io/weir/api/PortedProgramsTest.java",
            "connectors/src/test/java/io/weir/connector/argument/MistakesInProgramsTest.java",
            "runtime-actors/src/test/java/io/weir/actors/local/EndlessTimersTest.java",
            "runtime-actors/src/test/java/io/weir/actors/local/JobResultsTest.java",
            "cluster-config/src/test/java/io/weir/launch/BadInputTest.java",
            "testkit/src/test/java/io/weir/testkit/AsyncDataStreamTest.java",
            "testkit/src/test/java/io/weir/testkit/CheckingModeTest.java",
            "testkit/src/test/java/io/weir/testkit/IntervalJoinTest.java",
            "testkit/src/test/java/io/weir/testkit/KeyErrorsTest.java",
            "testkit/src/test/java/io/weir/testkit/MistakesInJobsTest.java",
            "testkit/src/test/java/io/weir/testkit/OpenOperatorsTest.java",
            "testkit/src/test/java/io/weir/testkit/SourceTimeTest.java",
            "testkit/src/test/java/io/weir/testkit/WindowRulesTest.java",
            // of the testkit's own codes
            "testkit/src/test/java/io/weir/testkit/ConnectorHarnessTest.java",
            "testkit/src/test/java/io/weir/testkit/JobTestTest.java",
            "testkit/src/test/java/io/weir/testkit/OperatorHarnessTest.java",
            "testkit/src/test/java/io/weir/testkit/SimulatedFaultsTest.java",
            "testkit/src/test/java/io/weir/testkit/TestSourceAndSinkTest.java",
            "testkit/src/test/java/io/weir/testkit/WeirClusterOfProcessesTest.java",
            "testkit/src/test/java/io/weir/testkit/WeirClusterTest.java");

    /** Codes that no such test names, and why. */
    private static final Map<String, String> NOT_PROVOKED = Map.of(
            "API-117",
                    "it takes classes that a worker's JVM cannot link though the program's could: two versions of Java",
            "API-172", "the wait that ends in vain takes two minutes",
            "API-241", "it takes more than 1 GiB of results in one subtask",
            "API-242", "it takes a process that is out of memory");

    @Test
    void eachCodeIsProvokedAsAUserDoes() throws IOException {
        Set<String> explained = matches(LINE, ROOT.resolve("docs/errors.md"));
        assertThat(explained).hasSizeGreaterThan(90);
        Set<String> provoked = new TreeSet<>();
        for (String test : TESTS_OF_PROGRAMS) {
            Set<String> codes = matches(CODE, ROOT.resolve(test));
            assertThat(codes).as(test).isNotEmpty();
            provoked.addAll(codes);
        }
        Set<String> missing = new TreeSet<>(explained);
        missing.removeAll(provoked);
        assertThat(missing)
                .as("codes of docs/errors.md that no program or job of a test provokes")
                .isEqualTo(new TreeSet<>(NOT_PROVOKED.keySet()));
    }

    private static Set<String> matches(Pattern pattern, Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }
}
