package io.weir.testkit.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the simulation notices when the product is broken; a green simulation that would be green in any case proves nothing. Method: one
 * thing is broken at a time, in a class loader of its own, and the seeds from 1 are run until a rule is. The table that it prints stands in
 * {@code docs/simulation.md}.
 */
class MutantsTest {
    private static final List<String> TABLE = new ArrayList<>();

    static Stream<Mutant> mutants() {
        return Mutants.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isNoticed(Mutant mutant) throws ReflectiveOperationException {
        Runs runs = new Runs(mutant);
        String rule = "";
        int seed = 0;
        while (rule.isEmpty() && seed < mutant.seeds()) {
            rule = runs.run(++seed);
        }
        TABLE.add("| " + mutant.what() + " | `" + rule + "` | " + seed + " | " + mutant.seeds() + " |");
        assertThat(mutant.rule().split("\\|", -1))
                .as("what may notice, after seed " + seed)
                .contains(rule);
    }

    @Test
    void withoutAPatchTheCopyIsTheProduct() throws ReflectiveOperationException {
        Runs runs = new Runs(Mutant.of("nothing", "", 0));
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(runs.run(seed)).isEmpty();
        }
    }

    /** Runs seeds on the classes of a mutant. */
    private static final class Runs {
        private final ClassLoader loader;
        private final Method oneSeed;
        private final String faults;

        Runs(Mutant mutant) throws ReflectiveOperationException {
            faults = mutant.faults();
            loader = new MutantLoader(MutantsTest.class.getClassLoader(), mutant);
            oneSeed = loader.loadClass(OneSeed.class.getName()).getMethod("run", long.class, String.class);
        }

        String run(long seed) throws ReflectiveOperationException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return (String) oneSeed.invoke(null, seed, faults);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @AfterAll
    static void print() {
        TABLE.forEach(System.out::println);
    }
}
