package io.weir.samples.topspeed;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.evictor.TimeEvictor;
import io.weir.api.window.trigger.DeltaTrigger;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import java.time.Duration;

/**
 * Each time a car has come 50 metres further, says where it was fastest in the last ten seconds. One window a car that lasts for ever; a
 * trigger says when it is looked at, an evictor what is forgotten.
 *
 * <pre>
 * --events N              120 unless given
 * --events-per-second N   40 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class TopSpeed {
    private static final double METRES = 50;
    private static final Duration MEMORY = Duration.ofSeconds(10);

    private TopSpeed() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "events", "events-per-second");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<CarEvent> cars = env.fromGenerator(
                        CarEvent::generated,
                        parameters.getLong("events", 120),
                        parameters.getDouble("events-per-second", 40))
                .setParallelism(1) // events of a car stay in their order
                .uid("cars");
        DataStream<CarEvent> topSpeeds = topSpeeds(cars);
        new Results(parameters)
                .news(CarEvent.COLUMNS, topSpeeds)
                .sums(CarSpeeds.COLUMNS, topSpeeds.map(CarSpeeds::of))
                .show();
        env.execute("top speed");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<CarEvent> topSpeeds(DataStream<CarEvent> cars) {
        return cars.assignTimestampsAndWatermarks(WatermarkStrategy.<CarEvent>forMonotonousTimestamps()
                        .withTimestampAssigner((event, none) -> event.millis()))
                .setParallelism(1)
                .keyBy(CarEvent::car)
                .window(GlobalWindows.create())
                .evictor(TimeEvictor.of(MEMORY))
                .trigger(DeltaTrigger.of(METRES, (before, now) -> now.metres() - before.metres()))
                .maxBy("kmh")
                .name("top-speed")
                .uid("top-speed");
    }
}
