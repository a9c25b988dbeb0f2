package io.weir.connector.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.argument.ProgramCalls.Call;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Goal: null is refused where a program hands it over, with a sentence that has a code and names the argument. Method: each public method and
 * constructor that builds a job is called once for each object it takes, with null there and something that fits everywhere else.
 */
class NullArgumentsTest {
    /** What does not say {@code @Nullable} and takes null all the same, and why. */
    private static final Map<String, String> TAKES_NULL = Map.ofEntries(
            Map.entry("ParameterTool.get(defaultValue)", "programs say null for what is not there"),
            Map.entry("Configuration.get(otherwise)", "programs say null for what is not there"),
            Map.entry("Configuration.getString(otherwise)", "programs say null for what is not there"));

    @TestFactory
    Stream<DynamicTest> nullIsRefusedAtOnceWithASentenceThatNamesTheArgument() throws Exception {
        Samples samples = new Samples();
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : ProgramCalls.all()) {
            Parameter[] parameters = call.executable().getParameters();
            for (int i = 0; i < parameters.length; i++) {
                int position = i;
                String name = parameters[i].getName();
                if (Samples.takesAnObject(call.executable(), i)
                        && !TAKES_NULL.containsKey(call.parameter(parameters[i]))) {
                    tests.add(DynamicTest.dynamicTest(
                            call + " " + name,
                            () -> assertThatThrownBy(
                                            () -> samples.call(call, samples.argumentsOf(call.executable(), position)))
                                    .as(call.parameter(parameters[position]))
                                    .isInstanceOf(IllegalArgumentException.class)
                                    .hasMessageMatching("(?s)\\[API-\\d+] .*")
                                    .hasMessageContaining("'" + name + "'")));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(400);
        return tests.stream();
    }
}
