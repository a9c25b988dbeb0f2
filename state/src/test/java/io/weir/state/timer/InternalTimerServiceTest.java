package io.weir.state.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.state.key.KeyContext;
import io.weir.state.key.KeyGroupRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalTimerServiceTest {
    private static final int ALL = Integer.MAX_VALUE;

    private final Keys keys = new Keys();
    private final InternalTimerService timers = new TimerServices(keys, new KeyGroupRange(0, 127), 128).get("t");
    private final List<String> fired = new ArrayList<>();

    @Test
    void timersFireInTheOrderOfTheirTimes() throws Exception {
        for (long time : new long[] {30, 10, 20, -5, 40}) {
            keys.setCurrentKey("k" + time);
            timers.registerEventTimeTimer(null, time);
        }
        timers.advanceWatermark(30, this::record, ALL);
        assertThat(fired).containsExactly("k-5 null -5", "k10 null 10", "k20 null 20", "k30 null 30");
        assertThat(timers.eventTimeTimers()).isEqualTo(1);
        assertThat(timers.currentWatermark()).isEqualTo(30);
    }

    @Test
    void aTimerIsOnePerKeyNamespaceTimeAndDomain() throws Exception {
        for (int i = 0; i < 3; i++) {
            keys.setCurrentKey("a");
            timers.registerEventTimeTimer(null, 1);
            timers.registerEventTimeTimer("w", 1);
            timers.registerProcessingTimeTimer(null, 1);
            keys.setCurrentKey("b");
            timers.registerEventTimeTimer(null, 1);
        }
        timers.advanceWatermark(1, this::record, ALL);
        assertThat(fired).containsExactlyInAnyOrder("a null 1", "a w 1", "b null 1");
        assertThat(timers.processingTimeTimers()).isEqualTo(1);
    }

    @Test
    void aDeletedTimerDoesNotFireAndDeletingNoneDoesNothing() throws Exception {
        keys.setCurrentKey("a");
        timers.registerEventTimeTimer(null, 1);
        timers.registerEventTimeTimer(null, 2);
        timers.deleteEventTimeTimer(null, 1);
        timers.deleteEventTimeTimer(null, 1);
        timers.deleteEventTimeTimer("w", 2);
        timers.deleteProcessingTimeTimer(null, 2);
        timers.advanceWatermark(10, this::record, ALL);
        assertThat(fired).containsExactly("a null 2");
    }

    @Test
    void timersRegisteredWhileFiringFireInTheSamePassIfDue() throws Exception {
        keys.setCurrentKey("a");
        timers.registerEventTimeTimer(null, 1);
        timers.advanceWatermark(
                3,
                (domain, key, namespace, time) -> {
                    assertThat(timers.currentWatermark()).isEqualTo(3);
                    record(domain, key, namespace, time);
                    timers.registerEventTimeTimer(null, time + 1);
                },
                ALL);
        assertThat(fired).containsExactly("a null 1", "a null 2", "a null 3");
        assertThat(timers.eventTimeTimers()).isEqualTo(1);
    }

    @Test
    void aHandlerThatThrowsLosesOnlyItsOwnTimer() throws Exception {
        keys.setCurrentKey("a");
        timers.registerProcessingTimeTimer(null, 1);
        timers.registerProcessingTimeTimer(null, 2);
        assertThatThrownBy(() -> timers.advanceProcessingTime(
                        9,
                        (domain, key, namespace, time) -> {
                            throw new IllegalStateException("user");
                        },
                        ALL))
                .hasMessage("user");
        assertThat(timers.nextProcessingTime()).isEqualTo(2);
        timers.advanceProcessingTime(9, this::record, ALL);
        assertThat(fired).containsExactly("a null 2");
        assertThat(timers.nextProcessingTime()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPassEndsThoughEachTimerSetsItselfAgain() throws Exception {
        keys.setCurrentKey("a");
        timers.registerEventTimeTimer(null, 0);
        timers.registerProcessingTimeTimer(null, 0);
        TimerHandler again = (domain, key, namespace, time) -> {
            fired.add(domain + " " + time);
            timers.registerEventTimeTimer(null, 0);
            timers.registerProcessingTimeTimer(null, 0);
        };
        assertThat(timers.advanceWatermark(5, again, 3)).isEqualTo(3);
        assertThat(timers.advanceProcessingTime(5, again, 2)).isEqualTo(2);
        assertThat(fired)
                .containsExactly(
                        "EVENT_TIME 0", "EVENT_TIME 0", "EVENT_TIME 0", "PROCESSING_TIME 0", "PROCESSING_TIME 0");
        assertThat(timers.nextEventTime()).isZero();
        assertThat(timers.nextProcessingTime()).isZero();
    }

    @Test
    void aPassThatWasCutGoesOnInTheOrderOfTimes() throws Exception {
        keys.setCurrentKey("a");
        for (long time : new long[] {5, 4, 3, 2, 1, 9}) {
            timers.registerEventTimeTimer(null, time);
        }
        assertThat(timers.advanceWatermark(5, this::record, 2)).isEqualTo(2);
        timers.registerEventTimeTimer(null, 2);
        assertThat(timers.advanceWatermark(5, this::record, 100)).isEqualTo(4);
        assertThat(fired).containsExactly("a null 1", "a null 2", "a null 2", "a null 3", "a null 4", "a null 5");
        assertThat(timers.nextEventTime()).isEqualTo(9);
        assertThat(keys.namespace).isNull();
    }

    @Test
    void onlyTimersThatAreSetForATimeThatIsPastAreCountedAsSuch() throws Exception {
        keys.setCurrentKey("a");
        timers.registerEventTimeTimer(null, 1);
        timers.registerProcessingTimeTimer(null, 1);
        timers.advanceProcessingTime(
                3, (domain, key, namespace, time) -> timers.registerProcessingTimeTimer(null, time + 1), ALL);
        timers.advanceWatermark(
                4, (domain, key, namespace, time) -> timers.registerEventTimeTimer(null, time + 1), ALL);
        assertThat(timers.setForNow(TimerDomain.PROCESSING_TIME)).isEqualTo(2);
        assertThat(timers.setForNow(TimerDomain.EVENT_TIME)).isEqualTo(3);
        timers.registerProcessingTimeTimer(null, 0);
        assertThat(timers.setForNow(TimerDomain.PROCESSING_TIME)).isEqualTo(2);
    }

    /** Goal: whatever is registered and deleted, what fires is what a sorted set says. Method: random calls on few keys and times. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theQueueIsASortedSet(long seed) throws Exception {
        Random random = new Random(seed);
        TreeSet<String> model = new TreeSet<>();
        long watermark = 0;
        for (int step = 0; step < 5000; step++) {
            String key = "k" + random.nextInt(5);
            long time = watermark + 100_000 + random.nextInt(300);
            keys.setCurrentKey(key);
            int choice = random.nextInt(10);
            if (choice < 6) {
                timers.registerEventTimeTimer(null, time);
                model.add(time + " " + key);
            } else if (choice < 9) {
                timers.deleteEventTimeTimer(null, time);
                model.remove(time + " " + key);
            } else {
                watermark += random.nextInt(50);
                List<String> due = new ArrayList<>();
                timers.advanceWatermark(watermark + 100_000, (domain, k, namespace, t) -> due.add(t + " " + k), ALL);
                List<String> expected = new ArrayList<>(model.headSet((watermark + 100_001) + " "));
                model.removeAll(expected);
                assertThat(due).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(due.stream().map(d -> Long.parseLong(d.substring(0, d.indexOf(' ')))))
                        .isSorted();
            }
            assertThat(timers.eventTimeTimers()).isEqualTo(model.size());
        }
    }

    private void record(TimerDomain domain, Object key, @Nullable Object namespace, long time) {
        assertThat(keys.getCurrentKey()).isEqualTo(key);
        assertThat(keys.namespace).isEqualTo(namespace);
        fired.add(key + " " + namespace + " " + time);
    }

    private static final class Keys implements KeyContext {
        private @Nullable Object key;
        private @Nullable Object namespace;

        @Override
        public void setCurrentKey(Object newKey) {
            key = newKey;
        }

        @Override
        public @Nullable Object getCurrentKey() {
            return key;
        }

        @Override
        public int getCurrentKeyGroup() {
            return 0;
        }

        @Override
        public void setCurrentNamespace(@Nullable Object newNamespace) {
            namespace = newNamespace;
        }
    }
}
