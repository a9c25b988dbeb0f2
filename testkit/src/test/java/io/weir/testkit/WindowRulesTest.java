package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.OutputTag;
import io.weir.api.WindowedStream;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.function.RichReduceFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.Time;
import io.weir.api.time.TimeCharacteristic;
import io.weir.api.tuple.Tuple2;
import io.weir.api.tuple.Tuple3;
import io.weir.api.window.GlobalWindow;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.assigner.MergingWindowAssigner;
import io.weir.api.window.assigner.ProcessingTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.CountEvictor;
import io.weir.api.window.evictor.DeltaEvictor;
import io.weir.api.window.evictor.TimeEvictor;
import io.weir.api.window.trigger.ContinuousEventTimeTrigger;
import io.weir.api.window.trigger.ContinuousProcessingTimeTrigger;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.DeltaTrigger;
import io.weir.api.window.trigger.EventTimeTrigger;
import io.weir.api.window.trigger.ProcessingTimeoutTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import io.weir.api.window.trigger.Trigger;
import io.weir.api.window.trigger.TriggerResult;
import io.weir.runtime.failure.UserCodeException;
import io.weir.runtime.failure.WeirException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of windows, one by one. Records are ("key", number); a window's line is {@code key[start,end) numbers}. */
class WindowRulesTest {
    private static final OutputTag<Tuple2<String, Integer>> LATE = new OutputTag<>("late");
    private static final Duration TEN = Duration.ofMillis(10);

    // When a window fires
    // ------------------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWindowFiresWhenTheWatermarkReachesItsLastMillisecondWhichIsTheTimestampOfItsResult(boolean folded)
            throws Exception {
        try (Windows windows = tumbling(folded, w -> w)) {
            windows.record("a", 1, 0).record("a", 2, 9).record("a", 3, 10);
            windows.watermark(8);
            assertThat(windows.lines()).isEmpty();
            windows.watermark(9);
            assertThat(windows.harness.outputWithTimestamps()).containsExactly(Emitted.of("a[0,10) 1,2", 9));
            windows.watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).containsExactly("a[0,10) 1,2", "a[10,20) 3");
        }
    }

    @Test
    void timersFireBeforeTheWatermarkGoesOn() throws Exception {
        try (Windows windows = tumbling(true, w -> w)) {
            windows.record("a", 1, 0).watermark(9);
            assertThat(windows.lines()).containsExactly("a[0,10) 1");
            assertThat(windows.harness.outputWatermarks()).containsExactly(9L);
        }
    }

    @Test
    void aWindowThatHasNothingInItFiresNothing() throws Exception {
        try (Windows windows = tumbling(true, w -> w)) {
            windows.watermark(100);
            assertThat(windows.lines()).isEmpty();
            assertThat(windows.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void afterAWindowIsOverNothingOfItIsLeft() throws Exception {
        for (boolean folded : new boolean[] {true, false}) {
            try (Windows windows = tumbling(folded, w -> w.allowedLateness(Duration.ofMillis(5)))) {
                windows.record("a", 1, 0).record("b", 1, 3).watermark(13);
                assertThat(windows.harness.numKeyedStateEntries()).isEqualTo(2);
                windows.watermark(14);
                assertThat(windows.harness.numKeyedStateEntries()).isZero();
                assertThat(windows.harness.numEventTimeTimers()).isZero();
            }
        }
    }

    @Test
    void slidingWindowsSeeEachRecordOnceEach() throws Exception {
        for (boolean folded : new boolean[] {true, false}) {
            try (Windows windows = of(SlidingEventTimeWindows.of(TEN, Duration.ofMillis(4)), folded, w -> w)) {
                windows.record("a", 1, 9).record("a", 2, 3).record("a", 3, 12);
                windows.watermark(Long.MAX_VALUE);
                assertThat(windows.lines())
                        .containsExactly("a[-4,6) 2", "a[0,10) 1,2", "a[4,14) 1,3", "a[8,18) 1,3", "a[12,22) 3");
            }
        }
    }

    // Late
    // ---------------------------------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWindowIsLateWhenItsLastMillisecondIsTheWatermarkNotOnlyBelowIt(boolean folded) throws Exception {
        try (Windows windows = tumbling(folded, w -> w.sideOutputLateData(LATE))) {
            windows.watermark(9).record("a", 1, 9);
            assertThat(windows.late()).containsExactly(1);
            windows.record("a", 2, 10).watermark(19);
            assertThat(windows.lines()).containsExactly("a[10,20) 2");
        }
    }

    @Test
    void aRecordBehindTheWatermarkWhoseWindowIsOpenIsNotLate() throws Exception {
        try (Windows windows = tumbling(true, w -> w.sideOutputLateData(LATE))) {
            windows.watermark(8).record("a", 1, 2).watermark(9);
            assertThat(windows.late()).isEmpty();
            assertThat(windows.lines()).containsExactly("a[0,10) 1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lateRecordsWithoutASideOutputAreCounted(boolean folded) throws Exception {
        try (Windows windows = tumbling(folded, w -> w)) {
            windows.watermark(20).record("a", 1, 5).record("b", 2, 6).record("a", 3, 25);
            assertThat(windows.harness.numLateRecordsDropped()).isEqualTo(2);
        }
        try (Windows windows = tumbling(folded, w -> w.sideOutputLateData(LATE))) {
            windows.watermark(20).record("a", 1, 5);
            assertThat(windows.harness.numLateRecordsDropped()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withAllowedLatenessEachLateRecordFiresAnUpdateUntilTheCleanupTime(boolean folded) throws Exception {
        try (Windows windows =
                tumbling(folded, w -> w.allowedLateness(Duration.ofMillis(5)).sideOutputLateData(LATE))) {
            windows.record("a", 1, 1)
                    .watermark(9)
                    .record("a", 2, 2)
                    .watermark(13)
                    .record("a", 3, 3);
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,10) 1,2", "a[0,10) 1,2,3");
            windows.watermark(14).record("a", 4, 4); // 9 + 5
            assertThat(windows.late()).containsExactly(4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCleanupTimeBeyondAllTimeIsNever(boolean folded) throws Exception {
        try (Windows windows = tumbling(folded, w -> w.allowedLateness(Duration.ofMillis(Long.MAX_VALUE)))) {
            windows.record("a", 1, 1).watermark(1_000_000).record("a", 2, 1);
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,10) 1,2");
            assertThat(windows.harness.numEventTimeTimers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterARestartARecordIsLateThatWouldHaveBeenLateWithoutIt(boolean folded) throws Exception {
        try (Windows windows = tumbling(folded, w -> w.sideOutputLateData(LATE))) {
            windows.record("a", 1, 1).watermark(9);
            windows.harness.restore(windows.harness.snapshot(), 3);
            windows.record("a", 2, 2).watermark(9);
            assertThat(windows.lines()).as("no window fires twice").containsExactly("a[0,10) 1");
            assertThat(windows.late()).containsExactly(2);
        }
    }

    @Test
    void globalWindowsAreNeverLate() throws Exception {
        try (Windows windows = of(GlobalWindows.create(), false, w -> w.trigger(CountTrigger.of(1)))) {
            windows.watermark(Long.MAX_VALUE - 1).record("a", 1, 5);
            assertThat(windows.lines()).containsExactly("a[all) 1");
        }
    }

    // Sessions
    // -----------------------------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessionsThatOnlyTouchAreOne(boolean folded) throws Exception {
        try (Windows windows = of(EventTimeSessionWindows.withGap(TEN), folded, w -> w)) {
            windows.record("a", 1, 0).record("a", 2, 10).record("b", 1, 0).record("b", 2, 11);
            windows.watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).containsExactlyInAnyOrder("a[0,20) 1,2", "b[0,10) 1", "b[11,21) 2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordBetweenTwoSessionsMakesThemOne(boolean folded) throws Exception {
        try (Windows windows = of(EventTimeSessionWindows.withGap(TEN), folded, w -> w)) {
            windows.record("a", 1, 0).record("a", 2, 18).record("a", 3, 9);
            windows.watermark(9).watermark(27);
            assertThat(windows.lines()).containsExactly("a[0,28) 1,2,3");
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
            assertThat(windows.harness.numEventTimeTimers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateRecordThatJoinsAnOpenSessionIsNotLate(boolean folded) throws Exception {
        try (Windows windows = of(EventTimeSessionWindows.withGap(TEN), folded, w -> w.sideOutputLateData(LATE))) {
            windows.record("a", 1, 10).watermark(15).record("a", 2, 1).record("b", 3, 1);
            windows.watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).containsExactly("a[1,20) 1,2");
            assertThat(windows.late()).containsExactly(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatFiredAndGrowsFiresAgainAtItsNewEnd(boolean folded) throws Exception {
        try (Windows windows = of(EventTimeSessionWindows.withGap(TEN), folded, w -> w.allowedLateness(TEN))) {
            windows.record("a", 1, 0).watermark(12).record("a", 2, 8);
            assertThat(windows.lines()).containsExactly("a[0,10) 1");
            windows.watermark(17);
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,18) 1,2");
            windows.record("a", 3, 8);
            assertThat(windows.lines()).endsWith("a[0,18) 1,2,3");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachRecordMayHaveAGapOfItsOwn(boolean folded) throws Exception {
        WindowAssigner<Tuple2<String, Integer>, TimeWindow> gaps = EventTimeSessionWindows.withDynamicGap(r -> r.f1);
        try (Windows windows = of(gaps, folded, w -> w)) {
            windows.record("a", 3, 0).record("a", 5, 2).record("a", 1, 20).watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).containsExactly("a[0,7) 3,5", "a[20,21) 1");
        }
        try (Windows windows = of(gaps, folded, w -> w)) {
            assertThatThrownBy(() -> windows.record("a", 0, 0))
                    .hasRootCauseMessage(
                            "[API-130] DynamicEventTimeSessionWindows was given a gap of 0 ms. A session lasts at least 1 ms after its last record. "
                                    + "Give a gap above 0.");
        }
    }

    /** Flink's SessionWindowing, with its input and its results. */
    @Test
    void theSessionExampleOfFlinkGivesTheResultsOfFlink() throws Exception {
        List<Tuple3<String, Long, Integer>> input = List.of(
                Tuple3.of("a", 1L, 1),
                Tuple3.of("b", 1L, 1),
                Tuple3.of("b", 3L, 1),
                Tuple3.of("b", 5L, 1),
                Tuple3.of("c", 6L, 1),
                Tuple3.of("a", 10L, 1),
                Tuple3.of("c", 11L, 1));
        try (OneInputHarness<Tuple3<String, Long, Integer>, Tuple3<String, Long, Integer>> harness =
                OperatorHarness.oneInput((DataStream<Tuple3<String, Long, Integer>> records) -> records.keyBy(r -> r.f0)
                        .window(EventTimeSessionWindows.withGap(Time.milliseconds(3)))
                        .sum(2))) {
            for (Tuple3<String, Long, Integer> record : input) {
                harness.processElement(record, record.f1);
                harness.processWatermark(record.f1 - 1);
            }
            harness.endInput();
            assertThat(harness.output())
                    .containsExactlyInAnyOrder(
                            Tuple3.of("a", 1L, 1),
                            Tuple3.of("c", 6L, 1),
                            Tuple3.of("c", 11L, 1),
                            Tuple3.of("b", 1L, 3),
                            Tuple3.of("a", 10L, 1));
        }
    }

    @Test
    void mergingMergesTheStateOfTheTrigger() throws Exception {
        try (Windows windows = of(EventTimeSessionWindows.withGap(TEN), false, w -> w.trigger(CountTrigger.of(3)))) {
            windows.record("a", 1, 0).record("a", 2, 18);
            assertThat(windows.lines()).isEmpty();
            windows.record("a", 3, 9);
            assertThat(windows.lines()).containsExactly("a[0,28) 1,2,3");
        }
    }

    @Test
    void windowsThatMergeWithoutTheRecordThatCameAreClearedToo() throws Exception {
        try (Windows windows = of(new TheTwoOldest(), false, w -> w)) {
            windows.record("a", 1, 1).record("a", 2, 11).record("a", 3, 21);
            windows.watermark(1_000);
            assertThat(windows.lines()).containsExactlyInAnyOrder("a[0,20) 1,2", "a[20,30) 3");
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
            assertThat(windows.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void aTriggerThatClearsItselfDoesNotKeepItsWindowForEver() throws Exception {
        try (Windows windows = tumbling(
                false, w -> w.trigger(ProcessingTimeoutTrigger.of(EventTimeTrigger.create(), Duration.ofMillis(50))))) {
            windows.record("a", 1, 1);
            windows.harness.setProcessingTime(50);
            windows.watermark(9);
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,10) 1");
        }
    }

    @Test
    void aStateOfTheUserMayHaveTheNameOfOneOfATrigger() throws Exception {
        for (boolean restored : new boolean[] {false, true}) {
            try (OneInputHarness<Integer, Integer> harness =
                    OperatorHarness.oneInput((DataStream<Integer> records) -> records.keyBy(record -> "k")
                            .window(GlobalWindows.create())
                            .trigger(CountTrigger.of(2))
                            .process(new Counted("count")))) {
                for (int record = 1; record <= 5; record++) {
                    harness.processElement(record);
                    if (restored) {
                        harness.restore(harness.snapshot());
                    }
                }
                assertThat(harness.output())
                        .as("100 more for each firing, of 2 and of 4")
                        .containsExactly(100, 200);
            }
        }
    }

    @Test
    void aFunctionMayNotHaveStateByANameOfTheFramework() throws Exception {
        try (OneInputHarness<Integer, Integer> harness =
                OperatorHarness.oneInput((DataStream<Integer> records) -> records.keyBy(record -> "k")
                        .window(GlobalWindows.create())
                        .trigger(CountTrigger.of(1))
                        .process(new Counted("weir:count")))) {
            assertThatThrownBy(() -> harness.processElement(1)).hasStackTraceContaining("[API-251]");
        }
    }

    @Test
    void aTriggerThatCannotMergeIsRefusedForSessions() {
        assertThatThrownBy(() -> of(
                        EventTimeSessionWindows.withGap(TEN), false, w -> w.trigger(DeltaTrigger.of(1, (a, b) -> 0))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("[API-131]");
    }

    // Purging, and what it leaves
    // ----------------------------------------------------------------------------------------------------------------

    @Test
    void purgingClearsTheContentAndNeitherTriggerStateNorTimers() throws Exception {
        try (Windows windows = tumbling(
                false, w -> w.trigger(PurgingTrigger.of(ContinuousEventTimeTrigger.of(Duration.ofMillis(4)))))) {
            windows.record("a", 1, 1).watermark(4);
            assertThat(windows.lines()).containsExactly("a[0,10) 1");
            windows.record("a", 2, 5).watermark(8);
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,10) 2");
            windows.watermark(9);
            assertThat(windows.lines()).hasSize(2);
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aPurgedSessionStaysOpenAndGoesOn() throws Exception {
        try (Windows windows = of(
                EventTimeSessionWindows.withGap(TEN), false, w -> w.trigger(PurgingTrigger.of(CountTrigger.of(2))))) {
            windows.record("a", 1, 0).record("a", 2, 5).record("a", 3, 12).record("a", 4, 13);
            assertThat(windows.lines()).containsExactly("a[0,15) 1,2", "a[0,23) 3,4");
        }
    }

    @Test
    void firingAnEmptyWindowStillPurgesAndCleansUp() throws Exception { // FLINK-33192
        try (Windows windows = tumbling(
                false,
                w -> w.trigger(PurgingTrigger.of(EventTimeTrigger.create()))
                        .evictor(CountEvictor.of(0, true))
                        .allowedLateness(Duration.ofMillis(5)))) {
            windows.record("a", 1, 1).watermark(9).watermark(14);
            assertThat(windows.lines()).containsExactly("a[0,10) 1");
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
            assertThat(windows.harness.numEventTimeTimers()).isZero();
        }
    }

    // Triggers
    // -----------------------------------------------------------------------------------------------------------------------------------

    @Test
    void aCountTriggerFiresEachTimeAndStartsAgain() throws Exception {
        try (Windows windows = tumbling(false, w -> w.trigger(CountTrigger.of(2)))) {
            for (int i = 1; i <= 5; i++) {
                windows.record("a", i, i);
            }
            windows.watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).containsExactly("a[0,10) 1,2", "a[0,10) 1,2,3,4");
        }
    }

    @Test
    void aContinuousTriggerFiresAtMultiplesOfItsIntervalAndAtTheEnd() throws Exception {
        try (Windows windows = tumbling(false, w -> w.trigger(ContinuousEventTimeTrigger.of(Duration.ofMillis(4))))) {
            windows.record("a", 1, 1).watermark(3);
            assertThat(windows.lines()).isEmpty();
            windows.watermark(4).record("a", 2, 5).watermark(100);
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,10) 1,2", "a[0,10) 1,2");
        }
    }

    @Test
    void aContinuousTriggerByTheClockFiresAtMultiplesOfItsInterval() throws Exception {
        try (Windows windows = of(
                GlobalWindows.create(),
                false,
                w -> w.trigger(ContinuousProcessingTimeTrigger.of(Duration.ofMillis(100))))) {
            windows.harness.setProcessingTime(130);
            windows.record("a", 1, 0);
            windows.harness.setProcessingTime(200);
            assertThat(windows.lines()).containsExactly("a[all) 1");
            windows.record("a", 2, 0);
            windows.harness.setProcessingTime(399);
            assertThat(windows.lines()).containsExactly("a[all) 1", "a[all) 1,2");
        }
    }

    @Test
    void aDeltaTriggerFiresWhenARecordIsFartherFromTheLastFiringThanTheThreshold() throws Exception {
        try (Windows windows =
                of(GlobalWindows.create(), false, w -> w.trigger(DeltaTrigger.of(10, (a, b) -> b.f1 - a.f1)))) {
            windows.record("a", 1, 0).record("a", 11, 0);
            assertThat(windows.lines()).isEmpty();
            windows.record("a", 12, 0).record("a", 20, 0);
            assertThat(windows.lines()).containsExactly("a[all) 1,11,12");
        }
    }

    @Test
    void aTimeoutFiresWhenTheNestedTriggerDoesNot() throws Exception {
        try (Windows windows = of(
                GlobalWindows.create(),
                false,
                w -> w.trigger(
                        ProcessingTimeoutTrigger.of(PurgingTrigger.of(CountTrigger.of(3)), Duration.ofMillis(50))))) {
            windows.record("a", 1, 0);
            windows.harness.setProcessingTime(49);
            assertThat(windows.lines()).isEmpty();
            windows.harness.setProcessingTime(50);
            assertThat(windows.lines()).containsExactly("a[all) 1");
            windows.record("a", 2, 0).record("a", 3, 0);
            assertThat(windows.lines()).as("the count began again").hasSize(1);
        }
    }

    @Test
    void aGlobalWindowNeverFiresByItselfAndOnlyAtTheEndIfToldSo() throws Exception {
        try (Windows windows = of(GlobalWindows.create(), false, w -> w)) {
            windows.record("a", 1, 0).watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).isEmpty();
        }
        try (Windows windows = of(GlobalWindows.createWithEndOfStreamTrigger(), false, w -> w)) {
            windows.record("a", 1, 0).record("a", 2, 0).watermark(100);
            assertThat(windows.lines()).isEmpty();
            windows.watermark(Long.MAX_VALUE);
            assertThat(windows.lines()).containsExactly("a[all) 1,2");
        }
    }

    @Test
    void aTriggerOfTheUserHasStateAndTimersOfItsWindow() throws Exception {
        try (Windows windows = tumbling(false, w -> w.trigger(new SecondRecord()))) {
            windows.record("a", 1, 1).record("b", 2, 1).record("a", 3, 11).record("a", 4, 2);
            assertThat(windows.lines()).containsExactly("a[0,10) 1,4");
            windows.watermark(7);
            assertThat(windows.lines()).containsExactly("a[0,10) 1,4", "b[0,10) 2");
        }
    }

    // By the clock
    // ------------------------------------------------------------------------------------------------------------------------------

    @Test
    void windowsByTheClockFireWhenItPassesTheirEnd() throws Exception {
        try (Windows windows = of(TumblingProcessingTimeWindows.of(TEN), true, w -> w)) {
            windows.harness.setProcessingTime(3);
            windows.record("a", 1, 1_000_000).watermark(Long.MAX_VALUE - 1);
            windows.harness.setProcessingTime(8);
            assertThat(windows.lines()).isEmpty();
            windows.harness.setProcessingTime(9);
            assertThat(windows.harness.outputWithTimestamps()).containsExactly(Emitted.of("a[0,10) 1", 9));
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void windowsByTheClockThatAreOpenWhenTheInputEndsGiveTheirResultOnceBeforeTheLastWatermark() throws Exception {
        try (Windows windows = of(
                SlidingProcessingTimeWindows.of(TEN, Duration.ofMillis(5)),
                false,
                w -> w.trigger(ContinuousProcessingTimeTrigger.of(Duration.ofMillis(2))))) {
            windows.record("a", 1, 0).record("b", 2, 0);
            windows.harness.endInput();
            assertThat(windows.lines()).containsExactlyInAnyOrder("a[0,10) 1", "a[-5,5) 1", "b[0,10) 2", "b[-5,5) 2");
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
            assertThat(windows.harness.numProcessingTimeTimers()).isZero();
            windows.harness.advanceProcessingTime(Duration.ofSeconds(1));
            assertThat(windows.lines()).hasSize(4);
        }
    }

    @Test
    void aWindowByTheClockThatFiresOnlyByCountGivesNothingMoreAtTheEndOfTheInput() throws Exception {
        try (Windows windows = of(TumblingProcessingTimeWindows.of(TEN), false, w -> w.trigger(CountTrigger.of(2)))) {
            windows.record("a", 1, 0).record("a", 2, 0).record("a", 3, 0);
            windows.harness.endInput();
            assertThat(windows.lines()).containsExactly("a[0,10) 1,2");
            assertThat(windows.harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aWindowByTheClockFiresWhenItsLastMillisecondIsOver() throws Exception {
        try (OneInputHarness<Integer, Long> harness =
                OperatorHarness.oneInput((DataStream<Integer> records) -> records.keyBy(record -> "k")
                        .window(TumblingProcessingTimeWindows.of(TEN))
                        .process(new FiredAt()))) {
            harness.processElement(1);
            harness.setProcessingTime(30);
            assertThat(harness.output()).containsExactly(10L);
        }
    }

    @Test
    void earlyResultsOfASessionByTheClockComeAtMultiplesHoweverItGrows() throws Exception {
        try (Windows windows = of(
                ProcessingTimeSessionWindows.withGap(Duration.ofMillis(15)),
                false,
                w -> w.trigger(ContinuousProcessingTimeTrigger.of(TEN)))) {
            List<Long> fired = new ArrayList<>();
            for (int time = 1; time <= 60; time++) {
                windows.harness.setProcessingTime(time);
                if (time == 1 || time == 8 || time == 21 || time == 30) {
                    windows.record("a", time, 0);
                }
                if (!windows.harness.takeOutput().isEmpty()) {
                    fired.add(windows.harness.processingTime());
                }
            }
            assertThat(fired).as("and its end").containsExactly(10L, 20L, 30L, 40L, 44L);
        }
    }

    @Test
    void earlyResultsByTheClockOfAWindowThatIsOverByTheClockComeAtMultiples() throws Exception { // FLINK-35069
        try (Windows windows =
                tumbling(false, w -> w.trigger(ContinuousProcessingTimeTrigger.of(Duration.ofMillis(100))))) {
            windows.harness.setProcessingTime(1_000_050);
            windows.record("a", 1, 5);
            windows.harness.setProcessingTime(1_000_250);
            windows.watermark(9);
            windows.harness.setProcessingTime(1_000_900);
            assertThat(windows.lines()).containsExactly("a[0,10) 1", "a[0,10) 1");
            assertThat(windows.harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void earlyResultsOfAGlobalWindowByEventTimeEndWithTheInput() throws Exception {
        try (Windows windows = of(GlobalWindows.create(), false, w -> w.trigger(ContinuousEventTimeTrigger.of(TEN)))) {
            windows.record("a", 1, 5).record("a", 2, 17).watermark(25);
            assertThat(windows.lines()).containsExactly("a[all) 1,2", "a[all) 1,2");
            windows.harness.endInput();
            assertThat(windows.lines()).as("the next multiple, and the end").hasSize(4);
        }
    }

    @Test
    void theOldWindowMethodsFollowTheTimeCharacteristic() throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, Tuple2<String, Integer>> harness =
                OperatorHarness.oneInput((DataStream<Tuple2<String, Integer>> records) -> {
                    records.getExecutionEnvironment().setStreamTimeCharacteristic(TimeCharacteristic.ProcessingTime);
                    return records.keyBy(r -> r.f0)
                            .timeWindow(Time.milliseconds(10))
                            .sum(1);
                })) {
            harness.processElement(Tuple2.of("a", 1));
            harness.setProcessingTime(9);
            assertThat(harness.output()).containsExactly(Tuple2.of("a", 1));
        }
    }

    @Test
    void sessionsByTheClockGrowAndSurviveARestart() throws Exception {
        try (Windows windows = of(ProcessingTimeSessionWindows.withGap(TEN), true, w -> w)) {
            windows.record("a", 1, 0);
            windows.harness.setProcessingTime(8);
            windows.record("a", 2, 0);
            windows.harness.restore(windows.harness.snapshot(), 2);
            windows.harness.setProcessingTime(16);
            assertThat(windows.lines()).isEmpty();
            windows.harness.setProcessingTime(17);
            assertThat(windows.lines()).containsExactly("a[0,18) 1,2");
        }
    }

    // Evictors
    // -----------------------------------------------------------------------------------------------------------------------------------

    @Test
    void anEvictorTakesRecordsAwayBeforeOrAfterTheFunctionSeesThem() throws Exception {
        try (Windows windows =
                tumbling(false, w -> w.trigger(CountTrigger.of(2)).evictor(CountEvictor.of(1)))) {
            windows.record("a", 1, 1).record("a", 2, 1).record("a", 3, 1).record("a", 4, 1);
            assertThat(windows.lines()).containsExactly("a[0,10) 2", "a[0,10) 4");
        }
        try (Windows windows =
                tumbling(false, w -> w.trigger(CountTrigger.of(2)).evictor(CountEvictor.of(1, true)))) {
            windows.record("a", 1, 1).record("a", 2, 1).record("a", 3, 1).record("a", 4, 1);
            assertThat(windows.lines()).containsExactly("a[0,10) 1,2", "a[0,10) 2,3,4");
        }
    }

    @Test
    void withAnEvictorTheAggregateIsMadeOfWhatItLeaves() throws Exception {
        try (Windows windows = tumbling(true, w -> w.evictor(TimeEvictor.of(Duration.ofMillis(3))))) {
            windows.record("a", 1, 1).record("a", 2, 5).record("a", 3, 7).watermark(9);
            assertThat(windows.lines()).containsExactly("a[0,10) 2,3");
        }
        try (Windows windows = tumbling(true, w -> w.evictor(DeltaEvictor.of(2, (a, b) -> b.f1 - a.f1)))) {
            windows.record("a", 1, 1).record("a", 2, 5).record("a", 3, 7).watermark(9);
            assertThat(windows.lines()).containsExactly("a[0,10) 2,3");
        }
    }

    @Test
    void aCountWindowGivesEachSoManyRecordsAndASlidingOneTheLastSoMany() throws Exception {
        assertThat(counted(records -> records.keyBy(r -> r.f0).countWindow(2).apply(new Lines<GlobalWindow>())))
                .containsExactly("a[all) 1,2", "a[all) 3,4");
        assertThat(counted(records -> records.keyBy(r -> r.f0).countWindow(3, 2).apply(new Lines<GlobalWindow>())))
                .containsExactly("a[all) 1,2", "a[all) 2,3,4");
        assertThat(counted(records -> records.countWindowAll(2).apply((w, all, out) -> out.collect(numbers(all)))))
                .containsExactly("1,2", "3,4");
    }

    // Functions
    // ----------------------------------------------------------------------------------------------------------------------------------

    @Test
    void aProcessFunctionHasStateOfItsWindowAndOfItsKeyAndIsToldWhenAWindowIsOver() throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, String> harness =
                OperatorHarness.oneInput((DataStream<Tuple2<String, Integer>> records) -> records.keyBy(r -> r.f0)
                        .window(TumblingEventTimeWindows.of(TEN))
                        .allowedLateness(TEN)
                        .process(new Firings()))) {
            harness.processElement(Tuple2.of("a", 1), 1);
            harness.processWatermark(9);
            harness.processElement(Tuple2.of("a", 2), 2);
            harness.processElement(Tuple2.of("a", 3), 11);
            harness.processElement(Tuple2.of("b", 3), 11);
            harness.processWatermark(19);
            assertThat(harness.output())
                    .containsExactlyInAnyOrder(
                            "a[0,10) 1: 1 of window, 1 of key",
                            "a[0,10) 1,2: 2 of window, 2 of key",
                            "a[10,20) 3: 1 of window, 3 of key",
                            "b[10,20) 3: 1 of window, 1 of key");
            harness.processWatermark(29);
            assertThat(harness.sideOutput(Firings.OVER)).containsExactlyInAnyOrder("a 0", "a 10", "b 10");
            assertThat(harness.numKeyedStateEntries())
                    .as("the state of the keys")
                    .isEqualTo(2);
        }
    }

    @Test
    void windowsThatMergeHaveNoStateOfTheirOwn() throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, String> harness =
                OperatorHarness.oneInput((DataStream<Tuple2<String, Integer>> records) -> records.keyBy(r -> r.f0)
                        .window(EventTimeSessionWindows.withGap(TEN))
                        .process(new Firings()))) {
            harness.processElement(Tuple2.of("a", 1), 1);
            assertThatThrownBy(() -> harness.processWatermark(100))
                    .isInstanceOf(WeirException.class)
                    .hasMessageStartingWith("[API-131]");
        }
    }

    @Test
    void whatAnAggregateEmitsDoesNotChangeWithTheWindow() throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, List<Integer>> harness =
                OperatorHarness.oneInput((DataStream<Tuple2<String, Integer>> records) -> records.keyBy(r -> r.f0)
                        .window(TumblingEventTimeWindows.of(TEN))
                        .allowedLateness(TEN)
                        .aggregate(new Numbers()))) {
            harness.processElement(Tuple2.of("a", 1), 1);
            harness.processWatermark(9);
            harness.processElement(Tuple2.of("a", 2), 1);
            assertThat(harness.output()).containsExactly(List.of(1), List.of(1, 2));
        }
    }

    @Test
    void theOldAggregationsWorkOnWindows() throws Exception {
        Function<WindowedStream<Tuple2<String, Integer>, String, TimeWindow>, DataStream<Tuple2<String, Integer>>> sum =
                w -> w.sum(1);
        assertThat(aggregated(sum)).containsExactly(Tuple2.of("a", 6));
        assertThat(aggregated(w -> w.max(1))).containsExactly(Tuple2.of("a", 3));
        assertThat(aggregated(w -> w.minBy("f1"))).containsExactly(Tuple2.of("a", 1));
        assertThat(aggregated(w -> w.reduce((a, b) -> Tuple2.of(a.f0, a.f1 * b.f1))))
                .containsExactly(Tuple2.of("a", 6));
    }

    @Test
    void aRichFunctionCannotBePartOfTheState() {
        assertThatThrownBy(() -> of(TumblingEventTimeWindows.of(TEN), false, w -> {
                    w.reduce(new RichReduceFunction<Tuple2<String, Integer>>() {
                        @Override
                        public Tuple2<String, Integer> reduce(Tuple2<String, Integer> a, Tuple2<String, Integer> b) {
                            return a;
                        }
                    });
                    return w;
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("[API-132]");
    }

    @Test
    void windowsOverAWholeStreamHaveOneSubtask() throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, String> harness = OperatorHarness.oneInput(
                (DataStream<Tuple2<String, Integer>> records) -> records.timeWindowAll(Time.milliseconds(10))
                        .apply((w, all, out) -> out.collect(w.getStart() + ": " + numbers(all))))) {
            harness.processElement(Tuple2.of("a", 1), 1);
            harness.processElement(Tuple2.of("b", 2), 1);
            harness.processWatermark(9);
            assertThat(harness.output()).containsExactly("0: 1,2");
            assertThatThrownBy(() -> harness.restore(harness.snapshot(), 2)).hasMessageStartingWith("[API-108]");
        }
    }

    @Test
    void anExceptionOfTheUsersFunctionNamesTheWindowOperator() throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, Object> harness =
                OperatorHarness.oneInput((DataStream<Tuple2<String, Integer>> records) -> records.keyBy(r -> r.f0)
                        .timeWindow(Time.milliseconds(10))
                        .apply((key, window, all, out) -> {
                            throw new IllegalStateException("on purpose");
                        }))) {
            harness.processElement(Tuple2.of("a", 1), 1);
            assertThatThrownBy(() -> harness.processWatermark(9))
                    .isInstanceOf(UserCodeException.class)
                    .hasMessageContaining("Window(TumblingEventTimeWindows(10), EventTimeTrigger, Apply)");
        }
    }

    @Test
    void windowsThatWereKeptInAnotherWayAreRefusedAndNotForgotten() throws Exception {
        try (Windows before = tumbling(true, w -> w);
                Windows after = tumbling(true, w -> w.trigger(CountTrigger.of(2)))) {
            before.record("a", 1, 1);
            HarnessSnapshot snapshot = before.harness.snapshot();
            assertThatThrownBy(() -> after.harness.restore(snapshot)).hasMessageContaining("[CKP-405]");
        }
    }

    // Around the rules
    // --------------------------------------------------------------------------------------------------------------------------

    private static Windows tumbling(
            boolean folded,
            Function<
                            WindowedStream<Tuple2<String, Integer>, String, TimeWindow>,
                            WindowedStream<Tuple2<String, Integer>, String, TimeWindow>>
                    more) {
        return of(TumblingEventTimeWindows.of(TEN), folded, more);
    }

    /** @param folded whether windows keep one value (and may be served by a faster operator), or all records */
    private static <W extends Window> Windows of(
            WindowAssigner<? super Tuple2<String, Integer>, W> assigner,
            boolean folded,
            Function<
                            WindowedStream<Tuple2<String, Integer>, String, W>,
                            WindowedStream<Tuple2<String, Integer>, String, W>>
                    more) {
        return new Windows(OperatorHarness.oneInput((DataStream<Tuple2<String, Integer>> records) -> {
            WindowedStream<Tuple2<String, Integer>, String, W> windows =
                    more.apply(records.keyBy(r -> r.f0).window(assigner));
            return (folded ? windows.aggregate(new Numbers(), new ListLines<W>()) : windows.apply(new Lines<W>()))
                    .uid("windows")
                    .setMaxParallelism(8);
        }));
    }

    private static List<String> counted(Function<DataStream<Tuple2<String, Integer>>, DataStream<String>> windows)
            throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, String> harness = OperatorHarness.oneInput(windows)) {
            for (int i = 1; i <= 5; i++) {
                harness.processElement(Tuple2.of("a", i));
            }
            return harness.output();
        }
    }

    private static List<Tuple2<String, Integer>> aggregated(
            Function<WindowedStream<Tuple2<String, Integer>, String, TimeWindow>, DataStream<Tuple2<String, Integer>>>
                    windows)
            throws Exception {
        try (OneInputHarness<Tuple2<String, Integer>, Tuple2<String, Integer>> harness = OperatorHarness.oneInput(
                records -> windows.apply(records.keyBy(r -> r.f0).timeWindow(Time.milliseconds(10))))) {
            for (int i : new int[] {2, 1, 3}) {
                harness.processElement(Tuple2.of("a", i), i);
            }
            harness.processWatermark(9);
            return harness.output();
        }
    }

    private static String numbers(Iterable<Tuple2<String, Integer>> records) {
        List<String> numbers = new ArrayList<>();
        records.forEach(r -> numbers.add(String.valueOf(r.f1)));
        return String.join(",", numbers);
    }

    private static String range(Window window) {
        return window instanceof TimeWindow time ? "[" + time.getStart() + "," + time.getEnd() + ") " : "[all) ";
    }

    private record Windows(OneInputHarness<Tuple2<String, Integer>, String> harness) implements AutoCloseable {
        Windows record(String key, int number, long timestamp) throws Exception {
            harness.processElement(Tuple2.of(key, number), timestamp);
            return this;
        }

        Windows watermark(long time) throws Exception {
            harness.processWatermark(time);
            return this;
        }

        List<String> lines() {
            return harness.output();
        }

        List<Integer> late() {
            return harness.sideOutput(LATE).stream().map(r -> r.f1).toList();
        }

        @Override
        public void close() {
            harness.close();
        }
    }

    private static final class Lines<W extends Window>
            implements WindowFunction<Tuple2<String, Integer>, String, String, W> {
        @Override
        public void apply(String key, W window, Iterable<Tuple2<String, Integer>> records, Collector<String> out) {
            out.collect(key + range(window) + numbers(records));
        }
    }

    private static final class ListLines<W extends Window> implements WindowFunction<List<Integer>, String, String, W> {
        @Override
        public void apply(String key, W window, Iterable<List<Integer>> lists, Collector<String> out) {
            for (List<Integer> list : lists) {
                out.collect(key
                        + range(window)
                        + String.join(",", list.stream().map(String::valueOf).toList()));
            }
        }
    }

    /** The numbers in order of size; changes its accumulator in place, and emits it. */
    private static final class Numbers
            implements AggregateFunction<Tuple2<String, Integer>, List<Integer>, List<Integer>> {
        @Override
        public List<Integer> createAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public List<Integer> add(Tuple2<String, Integer> record, List<Integer> numbers) {
            numbers.add(record.f1);
            numbers.sort(null);
            return numbers;
        }

        @Override
        public List<Integer> getResult(List<Integer> numbers) {
            return numbers;
        }

        @Override
        public List<Integer> merge(List<Integer> a, List<Integer> b) {
            a.addAll(b);
            a.sort(null);
            return a;
        }
    }

    private static final class Firings
            extends ProcessWindowFunction<Tuple2<String, Integer>, String, String, TimeWindow> {
        static final OutputTag<String> OVER = new OutputTag<>("over");

        private static final ValueStateDescriptor<Integer> OF_WINDOW =
                new ValueStateDescriptor<>("of window", Integer.class);
        private static final ValueStateDescriptor<Integer> OF_KEY = new ValueStateDescriptor<>("of key", Integer.class);

        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Integer>> records, Collector<String> out)
                throws Exception {
            ValueState<Integer> ofWindow = context.windowState().getState(OF_WINDOW);
            ValueState<Integer> ofKey = context.globalState().getState(OF_KEY);
            Integer inWindow = ofWindow.value();
            Integer inKey = ofKey.value();
            ofWindow.update(inWindow == null ? 1 : inWindow + 1);
            ofKey.update(inKey == null ? 1 : inKey + 1);
            out.collect(key + range(context.window()) + numbers(records) + ": " + ofWindow.value() + " of window, "
                    + ofKey.value() + " of key");
            context.globalState()
                    .getState(new ValueStateDescriptor<>("last key", String.class))
                    .update(key);
        }

        @Override
        public void clear(Context context) throws Exception {
            context.windowState().getState(OF_WINDOW).clear();
            String key = context.globalState()
                    .getState(new ValueStateDescriptor<>("last key", String.class))
                    .value();
            context.output(OVER, key + " " + context.window().getStart());
        }
    }

    /** Fires for the second record of a window, and at its eighth millisecond. */
    private static final class SecondRecord extends Trigger<Object, TimeWindow> {
        private final ValueStateDescriptor<Boolean> seen = new ValueStateDescriptor<>("seen", Boolean.class);

        @Override
        public TriggerResult onElement(Object element, long timestamp, TimeWindow window, TriggerContext ctx)
                throws Exception {
            ValueState<Boolean> before = ctx.getPartitionedState(seen);
            if (before.value() == null) {
                before.update(true);
                ctx.registerEventTimeTimer(window.getStart() + 7);
                return TriggerResult.CONTINUE;
            }
            ctx.deleteEventTimeTimer(window.getStart() + 7);
            return TriggerResult.FIRE_AND_PURGE;
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
            return time == window.getStart() + 7 ? TriggerResult.FIRE : TriggerResult.CONTINUE;
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) {
            ctx.getPartitionedState(seen).clear();
        }
    }

    /** Windows of ten, of which the two oldest become one when there is a third. */
    private static final class TheTwoOldest extends MergingWindowAssigner<Object, TimeWindow> {
        @Override
        public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
            long start = timestamp - timestamp % 10;
            return List.of(new TimeWindow(start, start + 10));
        }

        @Override
        public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
            List<TimeWindow> sorted = new ArrayList<>(windows);
            sorted.sort(null);
            if (sorted.size() > 2) {
                callback.merge(sorted.subList(0, 2), sorted.get(0).cover(sorted.get(1)));
            }
        }

        @Override
        public Trigger<Object, TimeWindow> getDefaultTrigger() {
            return EventTimeTrigger.create();
        }

        @Override
        public boolean isEventTime() {
            return true;
        }
    }

    private static final class FiredAt extends ProcessWindowFunction<Integer, Long, String, TimeWindow> {
        @Override
        public void process(String key, Context context, Iterable<Integer> records, Collector<Long> out) {
            out.collect(context.currentProcessingTime());
        }
    }

    private static final class Counted extends ProcessWindowFunction<Integer, Integer, String, GlobalWindow> {
        private final ReducingStateDescriptor<Long> count;

        Counted(String name) {
            count = new ReducingStateDescriptor<>(name, Long::sum, Long.class);
        }

        @Override
        public void process(String key, Context context, Iterable<Integer> records, Collector<Integer> out)
                throws Exception {
            ReducingState<Long> state = context.windowState().getReducingState(count);
            state.add(100L);
            Long sum = state.get();
            out.collect(sum == null ? 0 : Math.toIntExact(sum));
        }
    }
}
