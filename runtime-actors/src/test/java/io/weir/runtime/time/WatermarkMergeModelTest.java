package io.weir.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever order watermarks, statuses and ends come in, channels and inputs are merged as the rules say, and no record of an unfinished
 * channel is late because of another's end. Method: random events on few channels with few different times, so that ties are frequent; after
 * each, what was let through is what a model says that keeps nothing but what each channel said last.
 */
class WatermarkMergeModelTest {
    private static final int EVENTS = 300;

    static LongStream seeds() {
        return LongStream.range(0, 1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aValveLetsThroughWhatTheRulesSay(long seed) {
        Random random = new Random(seed);
        int channels = 1 + random.nextInt(4);
        WatermarkValve valve = new WatermarkValve(channels);
        ValveModel model = new ValveModel(channels);
        run(random, channels, valve::onWatermark, valve::onStatus, model);
        assertThat(valve.lastOutput()).isEqualTo(model.out);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inputsAreCombinedAsTheRulesSay(long seed) {
        Random random = new Random(seed);
        int parts = 1 + random.nextInt(3);
        CombinedWatermark combined = new CombinedWatermark(parts);
        CombinedModel model = new CombinedModel(parts);
        run(random, parts, combined::onWatermark, combined::onStatus, model);
        assertThat(combined.combined()).isEqualTo(model.out);
    }

    private interface OnWatermark {
        void on(int channel, long timestamp, Output output);
    }

    private interface OnStatus {
        void on(int channel, ChannelStatus status, Output output);
    }

    private static void run(Random random, int channels, OnWatermark watermark, OnStatus status, Model model) {
        Told told = new Told();
        List<String> history = new ArrayList<>();
        long highest = Long.MIN_VALUE;
        boolean idle = false;
        List<Integer> neverIdle = new ArrayList<>(model.channels().boxed().toList());
        for (int event = 0; event < EVENTS; event++) {
            int channel = random.nextInt(channels);
            if (random.nextInt(EVENTS / 3) == 0) {
                history.add(channel + " ends");
                watermark.on(channel, Long.MAX_VALUE, told);
                model.end(channel);
            } else if (random.nextInt(3) > 0) {
                long time = event / 4L + random.nextInt(12);
                history.add(channel + " wm " + time);
                watermark.on(channel, time, told);
                model.watermark(channel, time);
            } else {
                ChannelStatus next = random.nextBoolean() ? ChannelStatus.IDLE : ChannelStatus.ACTIVE;
                history.add(channel + " " + next);
                neverIdle.remove((Object) channel);
                status.on(channel, next, told);
                model.status(channel, next);
            }
            assertThat(told.lines).as("%s", history).isEqualTo(model.lines);
            for (String line : told.lines) {
                if (line.startsWith("wm ")) {
                    long time = Long.parseLong(line.substring(3));
                    assertThat(time).as("rises: %s", history).isGreaterThan(highest);
                    highest = time;
                    assertThat(time == Long.MAX_VALUE)
                            .as("the end of time comes when all have ended: %s", history)
                            .isEqualTo(model.allEnded());
                } else {
                    assertThat(line.equals("IDLE"))
                            .as("a status is said once: %s", history)
                            .isNotEqualTo(idle);
                    idle = !idle;
                }
            }
            for (int each : neverIdle) {
                if (model.state(each) != State.ENDED) {
                    assertThat(model.of(each))
                            .as("no record of channel %s is late: %s", each, history)
                            .isGreaterThanOrEqualTo(highest);
                }
            }
            told.lines.clear();
            model.lines.clear();
        }
    }

    private enum State {
        ACTIVE,
        IDLE,
        ENDED
    }

    /** What each channel said last, and what was let through. */
    private abstract static class Model {
        final TreeMap<Integer, Long> watermarks = new TreeMap<>();
        final TreeMap<Integer, State> states = new TreeMap<>();
        final List<String> lines = new ArrayList<>();
        long out = Long.MIN_VALUE;

        Model(int channels) {
            for (int channel = 0; channel < channels; channel++) {
                watermarks.put(channel, Long.MIN_VALUE);
                states.put(channel, State.ACTIVE);
            }
        }

        final void watermark(int channel, long time) {
            if (state(channel) != State.ENDED) {
                said(channel, time);
            }
        }

        final void status(int channel, ChannelStatus status) {
            if (state(channel) != State.ENDED) {
                become(channel, status == ChannelStatus.IDLE ? State.IDLE : State.ACTIVE);
            }
        }

        final void end(int channel) {
            become(channel, State.ENDED);
        }

        abstract void said(int channel, long time);

        abstract void become(int channel, State next);

        final State state(int channel) {
            return states.getOrDefault(channel, State.ENDED);
        }

        final long of(int channel) {
            return watermarks.getOrDefault(channel, Long.MIN_VALUE);
        }

        final boolean anyActive() {
            return states.containsValue(State.ACTIVE);
        }

        final boolean allEnded() {
            return !anyActive() && !states.containsValue(State.IDLE);
        }

        final boolean isIdle() {
            return !anyActive() && !allEnded();
        }

        final IntStream channels() {
            return watermarks.keySet().stream().mapToInt(channel -> channel);
        }

        final IntStream channels(State state) {
            return channels().filter(channel -> state(channel) == state);
        }

        /** What those say that may go on, of which none is active; the end of time if all have ended. */
        final OptionalLong nobodyIsActive() {
            return allEnded()
                    ? OptionalLong.of(Long.MAX_VALUE)
                    : channels(State.IDLE).mapToLong(this::of).max();
        }

        final void letThrough(OptionalLong time) {
            if (time.isPresent() && time.getAsLong() > out) {
                out = time.getAsLong();
                lines.add("wm " + out);
            }
        }
    }

    /** A channel counts that is active and not behind what was let through. */
    private static final class ValveModel extends Model {
        ValveModel(int channels) {
            super(channels);
        }

        @Override
        void said(int channel, long time) {
            if (state(channel) == State.ACTIVE && time > of(channel)) {
                watermarks.put(channel, time);
                letThrough(leastThatCounts());
            }
        }

        @Override
        void become(int channel, State next) {
            if (state(channel) == State.ENDED || state(channel) == next) {
                return;
            }
            boolean wasIdle = isIdle();
            boolean heldTheOthersBack = of(channel) == out;
            states.put(channel, next);
            if (wasIdle && !isIdle()) {
                lines.add("ACTIVE");
            }
            if (next != State.ACTIVE && (heldTheOthersBack || allEnded())) {
                letThrough(anyActive() ? leastThatCounts() : nobodyIsActive());
            }
            if (!wasIdle && isIdle()) {
                lines.add("IDLE");
            }
        }

        private OptionalLong leastThatCounts() {
            return channels(State.ACTIVE)
                    .filter(channel -> of(channel) >= out)
                    .mapToLong(this::of)
                    .min();
        }
    }

    /** A part counts that is active, however far behind; a watermark makes it active. */
    private static final class CombinedModel extends Model {
        CombinedModel(int parts) {
            super(parts);
        }

        @Override
        void said(int part, long time) {
            watermarks.merge(part, time, Math::max);
            become(part, State.ACTIVE);
        }

        @Override
        void become(int part, State next) {
            if (state(part) == State.ENDED) {
                return;
            }
            boolean wasIdle = isIdle();
            states.put(part, next);
            if (wasIdle && !isIdle()) {
                lines.add("ACTIVE");
            }
            letThrough(anyActive() ? channels(State.ACTIVE).mapToLong(this::of).min() : nobodyIsActive());
            if (!wasIdle && isIdle()) {
                lines.add("IDLE");
            }
        }
    }

    private static final class Told implements Output {
        final List<String> lines = new ArrayList<>();

        @Override
        public void emit(Object value, long timestamp) {
            throw new AssertionError("no record was sent");
        }

        @Override
        public void watermark(long timestamp) {
            lines.add("wm " + timestamp);
        }

        @Override
        public void status(ChannelStatus status) {
            lines.add(status.name());
        }
    }
}
