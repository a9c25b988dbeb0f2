package io.weir.testkit.simulation.job;

import io.weir.api.Collector;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.function.TaskInfo;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.TimeDomain;
import io.weir.api.tuple.Tuple2;
import io.weir.testkit.simulation.invariant.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks the number of each record of a key, keeps it in a list, and lets timers bring the list out. */
final class LedgerFunction extends KeyedProcessFunction<String, Tuple2<String, Long>, String>
        implements CheckpointedFunction {
    private static final long HELD_MILLIS = 50;
    private static final long HELD_EVENT_MILLIS = 300;

    private final String world;
    private transient @Nullable ValueState<Long> last;
    private transient @Nullable ListState<Long> held;
    private transient @Nullable TreeMap<String, Long> seen;

    LedgerFunction(String world) {
        this.world = world;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        seen = new TreeMap<>();
    }

    @Override
    public void open(OpenContext context) {
        last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Long.class));
        held = getRuntimeContext().getListState(new ListStateDescriptor<>("held", Long.class));
    }

    @Override
    public void processElement(Tuple2<String, Long> record, Context context, Collector<String> out) throws Exception {
        OutsideWorld outside = OutsideWorld.of(world);
        outside.beforeRecord();
        ValueState<Long> number = Objects.requireNonNull(last);
        Long before = number.value();
        TaskInfo task = getRuntimeContext().getTaskInfo();
        outside.rules()
                .onRecord(new Invariant.KeyedRecord(
                        record.f0,
                        record.f1,
                        before == null ? 0 : before,
                        task.getAttemptNumber(),
                        task.getIndexOfThisSubtask(),
                        task.getNumberOfParallelSubtasks(),
                        task.getMaxNumberOfParallelSubtasks()));
        see(context.timerService().currentWatermark());
        number.update(record.f1);
        Objects.requireNonNull(seen).put(record.f0, record.f1);
        Objects.requireNonNull(held).add(record.f1);
        context.timerService()
                .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + HELD_MILLIS);
        context.timerService().registerEventTimeTimer(Objects.requireNonNull(context.timestamp()) + HELD_EVENT_MILLIS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        see(context.timerService().currentWatermark());
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            OutsideWorld.of(world)
                    .rules()
                    .onTimerFired(timestamp, context.timerService().currentWatermark());
        }
        ListState<Long> list = Objects.requireNonNull(held);
        List<Long> numbers = new ArrayList<>();
        list.get().forEach(numbers::add);
        list.clear();
        for (Long number : numbers) {
            out.collect(context.getCurrentKey() + "," + number);
        }
    }

    private void see(long watermark) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        OutsideWorld.of(world)
                .rules()
                .onWatermarkSeen(task.getAttemptNumber(), task.getIndexOfThisSubtask(), watermark);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        OutsideWorld.of(world)
                .rules()
                .onSnapshot(new Invariant.Snapshot(context.getCheckpointId(), "ledger", Objects.requireNonNull(seen)));
    }
}
