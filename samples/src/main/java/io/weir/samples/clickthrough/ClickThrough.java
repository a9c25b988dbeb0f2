package io.weir.samples.clickthrough;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Counts how often advertisements are shown and clicked: by the hour, and since the beginning.
 *
 * <pre>
 * --events N              5000 unless given
 * --events-per-second N   1000 unless given
 * --seed N                of the events
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class ClickThrough {
    private ClickThrough() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "events", "events-per-second", "seed");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<AdEvent> events = env.fromGenerator(
                        new AdEvents(parameters.getLong("seed", 1))::at,
                        parameters.getLong("events", 5000),
                        parameters.getDouble("events-per-second", 1000))
                .setParallelism(1) // events of an advertisement stay in their order
                .uid("events");
        SingleOutputStreamOperator<AdHour> hours = count(events);
        new Results(parameters)
                .news(AdHour.COLUMNS, hours)
                .table(AdSoFar.COLUMNS, hours.getSideOutput(CountClicks.SO_FAR), hours.getSideOutput(CountClicks.LAST))
                .show();
        env.execute("click-through rates");
    }

    /** The job without its ends, so that a test can put its own there. */
    static SingleOutputStreamOperator<AdHour> count(DataStream<AdEvent> events) {
        return events.keyBy(AdEvent::ad)
                .process(new CountClicks())
                .name("count-clicks")
                .uid("count-clicks");
    }
}
