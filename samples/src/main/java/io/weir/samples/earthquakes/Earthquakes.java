package io.weir.samples.earthquakes;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.OutputTag;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.ProcessWindowFunction;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Counts earthquakes by region and hour, from a week of reports in the order in which they came. Half of them came more than four hours
 * after the earthquake; an hour is counted when the reports are so much past its end as the patience says. What comes even later goes to a
 * side output. Hours with a strong earthquake are told as they are counted; a table adds up the hours of each region.
 *
 * <pre>
 * --patience HOURS   24 unless given
 * --input PATH       another list of the same form, without header; one file
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class Earthquakes {
    /** Reports that came after their hour was counted. */
    public static final OutputTag<Earthquake> LATE = new OutputTag<>("late");

    private static final double STRONG = 5.5;
    private static final int REGIONS_SHOWN = 15;

    private Earthquakes() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "input", "patience");
        StreamExecutionEnvironment env = Options.environment(parameters);
        String input = parameters.has("input") ? parameters.getRequired("input") : replay();
        DataStream<Earthquake> reports = env.readTextFile(input)
                .uid("lines")
                .setParallelism(1) // the order of the file is the order of the reports
                .map(Earthquake::parse)
                .setParallelism(1);
        SingleOutputStreamOperator<HourOfRegion> hours =
                byRegionAndHour(reports, Duration.ofHours(parameters.getLong("patience", 24)));
        DataStream<Earthquake> late = hours.getSideOutput(LATE);
        new Results(parameters)
                .news(HourOfRegion.COLUMNS, hours.filter(hour -> hour.strongest() >= STRONG))
                .sums(WeekOfRegion.COLUMNS, hours.map(WeekOfRegion::of).union(late.map(WeekOfRegion::late)))
                .most(REGIONS_SHOWN)
                .show();
        env.execute("earthquakes");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static SingleOutputStreamOperator<HourOfRegion> byRegionAndHour(
            DataStream<Earthquake> reports, Duration patience) {
        long patienceMillis = patience.toMillis();
        return reports.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Earthquake>forGenerator(context -> new AfterEachReport(patienceMillis))
                                .withTimestampAssigner((earthquake, none) -> earthquake.millis()))
                .setParallelism(1)
                .keyBy(Earthquake::region)
                .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .sideOutputLateData(LATE)
                .aggregate(new CountAndStrongest(), new NameHour())
                .name("hours")
                .uid("hours");
    }

    private static String replay() throws IOException {
        Path file = Files.createTempFile("weir-earthquakes", ".csv");
        file.toFile().deleteOnExit();
        EarthquakeList.replayTo(file);
        return file.toString();
    }

    /** Adds region and hour, which the aggregate does not know. */
    private static final class NameHour
            extends ProcessWindowFunction<CountAndStrongest.Sum, HourOfRegion, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(
                String region, Context context, Iterable<CountAndStrongest.Sum> sums, Collector<HourOfRegion> out) {
            CountAndStrongest.Sum sum = sums.iterator().next();
            out.collect(new HourOfRegion(region, context.window().getStart(), sum.count(), sum.strongest()));
        }
    }
}
