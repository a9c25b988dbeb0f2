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
 * Goal: whatever order watermarks and statuses come in, channels and inputs are merged as the rules say. Method: random events on few
 * channels with few different times, so that ties are frequent; after each, what was let through is what a model says that keeps nothing
 * but what each channel said last.
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
        for (int event = 0; event < EVENTS; event++) {
            int channel = random.nextInt(channels);
            if (random.nextInt(3) > 0) {
                long time = event / 4L + random.nextInt(12);
                history.add(channel + " wm " + time);
                watermark.on(channel, time, told);
                model.watermark(channel, time);
            } else {
                ChannelStatus next = random.nextBoolean() ? ChannelStatus.IDLE : ChannelStatus.ACTIVE;
                history.add(channel + " " + next);
                status.on(channel, next, told);
                model.status(channel, next);
            }
            assertThat(told.lines).as("%s", history).isEqualTo(model.lines);
            for (String line : told.lines) {
                if (line.startsWith("wm ")) {
                    long time = Long.parseLong(line.substring(3));
                    assertThat(time).as("rises: %s", history).isGreaterThan(highest);
                    highest = time;
                } else {
                    assertThat(line.equals("IDLE"))
                            .as("a status is said once: %s", history)
                            .isNotEqualTo(idle);
                    idle = !idle;
                }
            }
            told.lines.clear();
            model.lines.clear();
        }
    }

    /** What each channel said last, and what was let through. */
    private abstract static class Model {
        final TreeMap<Integer, Long> watermarks = new TreeMap<>();
        final TreeMap<Integer, Boolean> active = new TreeMap<>();
        final List<String> lines = new ArrayList<>();
        long out = Long.MIN_VALUE;

        Model(int channels) {
            for (int channel = 0; channel < channels; channel++) {
                watermarks.put(channel, Long.MIN_VALUE);
                active.put(channel, true);
            }
        }

        abstract void watermark(int channel, long time);

        abstract void status(int channel, ChannelStatus status);

        final long of(int channel) {
            return watermarks.getOrDefault(channel, Long.MIN_VALUE);
        }

        final boolean isActive(int channel) {
            return active.getOrDefault(channel, false);
        }

        final boolean anyActive() {
            return active.containsValue(true);
        }

        final IntStream channels() {
            return watermarks.keySet().stream().mapToInt(channel -> channel);
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
        void watermark(int channel, long time) {
            if (isActive(channel) && time > of(channel)) {
                watermarks.put(channel, time);
                letThrough(leastThatCounts());
            }
        }

        @Override
        void status(int channel, ChannelStatus status) {
            boolean becomesActive = status == ChannelStatus.ACTIVE;
            if (isActive(channel) == becomesActive) {
                return;
            }
            boolean heldTheOthersBack = of(channel) == out;
            if (becomesActive && !anyActive()) {
                lines.add("ACTIVE");
            }
            active.put(channel, becomesActive);
            if (becomesActive) {
                return;
            }
            if (anyActive()) {
                letThrough(heldTheOthersBack ? leastThatCounts() : OptionalLong.empty());
                return;
            }
            letThrough(heldTheOthersBack ? channels().mapToLong(this::of).max() : OptionalLong.empty());
            lines.add("IDLE");
        }

        private OptionalLong leastThatCounts() {
            return channels()
                    .filter(channel -> isActive(channel) && of(channel) >= out)
                    .mapToLong(this::of)
                    .min();
        }
    }

    /** A part counts that is not idle, however far behind; a watermark makes it active. */
    private static final class CombinedModel extends Model {
        CombinedModel(int parts) {
            super(parts);
        }

        @Override
        void watermark(int part, long time) {
            watermarks.merge(part, time, Math::max);
            set(part, true);
        }

        @Override
        void status(int part, ChannelStatus status) {
            set(part, status == ChannelStatus.ACTIVE);
        }

        private void set(int part, boolean isActive) {
            boolean before = anyActive();
            active.put(part, isActive);
            if (!before && anyActive()) {
                lines.add("ACTIVE");
            }
            letThrough(channels().filter(this::isActive).mapToLong(this::of).min());
            if (before && !anyActive()) {
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
