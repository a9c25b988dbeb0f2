package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.time.TimeDomain;
import io.weir.api.time.TimerService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: timers of both kinds fire what their definition says: each (key, time, domain) once, in the order of their times, when watermark or
 * clock reach it, also those that others register or delete while they fire, also after crashes and changes of parallelism. Method: random
 * steps on few keys and times; the model is a sorted set.
 */
class TimersByDefinitionTest {
    private static final int STEPS = 120;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("weir.timers.seeds", 100));
    }

    private enum Order {
        REGISTER,
        DELETE
    }

    private record Command(String key, Order order, TimeDomain domain, long time) {}

    private record Alarm(String key, TimeDomain domain, long time) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timersFireAsASortedSetSaysAlsoThroughCrashesAndChangesOfParallelism(long seed) throws Exception {
        Random random = new Random(seed);
        Model model = new Model();
        List<String> history = new ArrayList<>();
        try (OneInputHarness<Command, Alarm> harness = OperatorHarness.oneInput((DataStream<Command> commands) ->
                commands.keyBy(Command::key).process(new Alarms()).uid("alarms").setMaxParallelism(16))) {
            @Nullable HarnessSnapshot snapshot = null;
            Model saved = new Model();
            int parallelism = 1;
            for (int step = 0; step < STEPS; step++) {
                List<Alarm> expected = List.of();
                switch (random.nextInt(12)) {
                    case 0, 1 -> {
                        model.watermark = Math.max(model.watermark, 0) + random.nextInt(9);
                        history.add("watermark " + model.watermark);
                        expected = model.fire(TimeDomain.EVENT_TIME, model.watermark);
                        harness.processWatermark(model.watermark);
                    }
                    case 2, 3 -> {
                        model.clock += random.nextInt(9);
                        history.add("clock " + model.clock);
                        expected = model.fire(TimeDomain.PROCESSING_TIME, model.clock);
                        harness.setProcessingTime(model.clock);
                    }
                    case 4 -> {
                        history.add("snapshot");
                        snapshot = harness.snapshot();
                        saved = model.copy();
                    }
                    case 5 -> {
                        if (snapshot != null && random.nextBoolean()) {
                            parallelism = 1 + random.nextInt(3);
                            history.add("restore at " + parallelism);
                            long clock = model.clock;
                            model = saved.copy();
                            model.clock = clock; // it does not go back
                            model.watermark = Long.MIN_VALUE; // it is not in a snapshot
                            harness.restore(snapshot, parallelism);
                            harness.takeOutput();
                            expected = model.fire(TimeDomain.PROCESSING_TIME, ++model.clock);
                            harness.setProcessingTime(model.clock);
                        }
                    }
                    default -> {
                        Command command = model.randomCommand(random);
                        history.add(command.toString());
                        model.obey(command);
                        harness.processElement(command, 7);
                    }
                }
                assertThat(harness.output())
                        .as("seed %d, step %d of %s", seed, step, history)
                        .containsExactlyInAnyOrderElementsOf(expected);
                if (parallelism == 1) {
                    assertThat(harness.output()).isSortedAccordingTo(Comparator.comparingLong(Alarm::time));
                }
                for (Emitted<Alarm> each : harness.outputWithTimestamps()) {
                    boolean eventTime = each.value().domain() == TimeDomain.EVENT_TIME;
                    assertThat(each.timestamp())
                            .isEqualTo(eventTime ? each.value().time() : null);
                }
                harness.takeOutput();
                assertThat(harness.numEventTimeTimers()).isEqualTo(model.pending(TimeDomain.EVENT_TIME));
                assertThat(harness.numProcessingTimeTimers()).isEqualTo(model.pending(TimeDomain.PROCESSING_TIME));
            }
        }
    }

    /** What is registered, and how far watermark and clock are. */
    private static final class Model {
        final TreeSet<Alarm> timers = new TreeSet<>(
                Comparator.comparingLong(Alarm::time).thenComparing(Alarm::key).thenComparing(Alarm::domain));
        long watermark = Long.MIN_VALUE;
        long clock;

        Model copy() {
            Model copy = new Model();
            copy.timers.addAll(timers);
            copy.watermark = watermark;
            copy.clock = clock;
            return copy;
        }

        Command randomCommand(Random random) {
            TimeDomain domain = random.nextBoolean() ? TimeDomain.EVENT_TIME : TimeDomain.PROCESSING_TIME;
            long now = domain == TimeDomain.EVENT_TIME ? Math.max(watermark, 0) : clock;
            Order order = random.nextInt(4) == 0 ? Order.DELETE : Order.REGISTER;
            return new Command("k" + random.nextInt(4), order, domain, now + 1 + random.nextInt(12));
        }

        void obey(Command command) {
            Alarm alarm = new Alarm(command.key(), command.domain(), command.time());
            if (command.order() == Order.REGISTER) {
                timers.add(alarm);
            } else {
                timers.remove(alarm);
            }
        }

        List<Alarm> fire(TimeDomain domain, long until) {
            List<Alarm> fired = new ArrayList<>();
            while (true) {
                Alarm next = timers.stream()
                        .filter(timer -> timer.domain() == domain && timer.time() <= until)
                        .findFirst()
                        .orElse(null);
                if (next == null) {
                    return fired;
                }
                timers.remove(next);
                fired.add(next);
                for (Command command : consequencesOf(next)) {
                    obey(command);
                }
            }
        }

        int pending(TimeDomain domain) {
            return (int)
                    timers.stream().filter(timer -> timer.domain() == domain).count();
        }
    }

    /** Some timers register another one, some delete one: both of the same key and domain. */
    private static List<Command> consequencesOf(Alarm fired) {
        long time = fired.time();
        List<Command> commands = new ArrayList<>();
        if (time % 4 == 0) {
            commands.add(new Command(fired.key(), Order.REGISTER, fired.domain(), time + 2));
        }
        if (time % 5 == 0) {
            commands.add(new Command(fired.key(), Order.DELETE, fired.domain(), time + 1));
        }
        return commands;
    }

    private static final class Alarms extends KeyedProcessFunction<String, Command, Alarm> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Command command, Context ctx, Collector<Alarm> out) {
            obey(command, ctx.timerService());
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Alarm> out) {
            assertThat(
                            ctx.timeDomain() == TimeDomain.EVENT_TIME
                                    ? ctx.timerService().currentWatermark()
                                    : ctx.timerService().currentProcessingTime())
                    .as("is set before timers fire")
                    .isGreaterThanOrEqualTo(timestamp);
            Alarm alarm = new Alarm(ctx.getCurrentKey(), ctx.timeDomain(), timestamp);
            out.collect(alarm);
            consequencesOf(alarm).forEach(command -> obey(command, ctx.timerService()));
        }

        private static void obey(Command command, TimerService timers) {
            boolean eventTime = command.domain() == TimeDomain.EVENT_TIME;
            if (command.order() == Order.REGISTER) {
                if (eventTime) {
                    timers.registerEventTimeTimer(command.time());
                } else {
                    timers.registerProcessingTimeTimer(command.time());
                }
            } else if (eventTime) {
                timers.deleteEventTimeTimer(command.time());
            } else {
                timers.deleteProcessingTimeTimer(command.time());
            }
        }
    }
}
