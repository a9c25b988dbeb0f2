package io.weir.testkit;

import io.weir.api.execution.ExecutionContexts;
import io.weir.testkit.simulation.SimulationSettings;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Runs a method once for each seed of its {@link SimulatedFaults}. */
final class SimulatedFaultsExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        SimulatedFaults wanted = AnnotationSupport.findAnnotation(
                        context.getRequiredTestMethod(), SimulatedFaults.class)
                .orElseThrow();
        if (wanted.seeds() < 1) {
            throw TestkitErrors.noSeeds(wanted.seeds());
        }
        AtomicBoolean failed = new AtomicBoolean();
        LongStream seeds = wanted.seed() == SimulatedFaults.ALL
                ? LongStream.rangeClosed(1, wanted.seeds())
                : LongStream.of(wanted.seed());
        return seeds.takeWhile(seed -> !failed.get()).mapToObj(seed -> new OneSeed(settings(wanted, seed), failed));
    }

    private static SimulationSettings settings(SimulatedFaults wanted, long seed) {
        SimulationSettings settings = SimulationSettings.of(seed).withNodes(wanted.nodes());
        return wanted.faults().length == 0
                ? settings
                : settings.withFaults(EnumSet.copyOf(Arrays.asList(wanted.faults())));
    }

    private record OneSeed(SimulationSettings settings, AtomicBoolean failed) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "seed " + settings.seed();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Run(settings, failed), new SeedParameter(settings.seed()));
        }
    }

    private record Run(SimulationSettings settings, AtomicBoolean failed) implements InvocationInterceptor {
        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation,
                ReflectiveInvocationContext<Method> invocationContext,
                ExtensionContext extensionContext)
                throws Throwable {
            SimulatedExecutor executor = new SimulatedExecutor(settings);
            try {
                ExecutionContexts.withExecutor(executor, () -> proceed(invocation));
                if (executor.jobs() == 0) {
                    throw TestkitErrors.noJob("The method "
                            + extensionContext.getRequiredTestMethod().getName());
                }
            } catch (TestAbortedException notNow) {
                throw notNow;
            } catch (Throwable e) { // whatever it is, the seed must be told
                failed.set(true);
                throw TestkitErrors.seedFailed(settings.seed(), e);
            }
        }

        private static Object proceed(Invocation<Void> invocation) throws Exception {
            try {
                invocation.proceed();
                return invocation;
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record SeedParameter(long seed) implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
            return parameter.getParameter().getType() == long.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
            return seed;
        }
    }
}
