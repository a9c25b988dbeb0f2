package io.weir.testkit.simulation.mutants;

import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * The product with one thing broken.
 *
 * @param what is broken, for people
 * @param rule the invariant that must notice; one of several, separated by {@code |}
 * @param seeds at most so many are needed, from 1
 * @param faults the kinds of faults, separated by commas; empty for all
 * @param patches by the name of the class
 */
record Mutant(String what, String rule, int seeds, String faults, Map<String, AsmVisitorWrapper> patches) {
    static Mutant of(String what, String rule, int seeds) {
        return new Mutant(what, rule, seeds, "", Map.of());
    }

    /** Only these kinds of faults: others would only hide it. */
    Mutant under(String kinds) {
        return new Mutant(what, rule, seeds, kinds, patches);
    }

    /** In that method, what {@code advice} says happens before it, instead of it, or after it. */
    Mutant with(String type, String method, Class<?> advice) {
        return patched(type, Advice.to(advice).on(named(method)));
    }

    /** That method does nothing, and returns 0, false or null. */
    Mutant without(String type, String method) {
        return with(type, method, Advices.Nothing.class);
    }

    /** In that method, calls of methods named {@code called} do nothing. */
    Mutant withoutCalls(String type, String method, String called) {
        return patched(
                type,
                MemberSubstitution.relaxed()
                        .method(ElementMatchers.named(called))
                        .stub()
                        .on(named(method)));
    }

    private static ElementMatcher.Junction<MethodDescription> named(String method) {
        return ElementMatchers.named(method);
    }

    private Mutant patched(String type, AsmVisitorWrapper patch) {
        Map<String, AsmVisitorWrapper> more = new LinkedHashMap<>(patches);
        more.merge("io.weir." + type, patch, AsmVisitorWrapper.Compound::new);
        return new Mutant(what, rule, seeds, faults, more);
    }

    @Override
    public String toString() {
        return what;
    }
}
