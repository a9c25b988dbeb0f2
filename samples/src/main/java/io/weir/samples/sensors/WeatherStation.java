package io.weir.samples.sensors;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSource;
import io.weir.samples.shared.DataFile;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * A year of a weather station: averages of the last day of three sensors, and an alarm when one of them leaves its limits.
 *
 * <pre>
 * --input PATH           another file of date,pressure,temperature,wind, without header
 * --hours-per-second N   2000 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class WeatherStation {
    private WeatherStation() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "hours-per-second", "input");
        StreamExecutionEnvironment env = Options.environment(parameters);
        String input = parameters.has("input")
                ? parameters.getRequired("input")
                : DataFile.withoutHeader("seattle-weather-hourly.csv");
        FileSource<String> hours = FileSource.forTextLines(input)
                .linesPerSecond(parameters.getDouble("hours-per-second", 2000))
                .build();
        DataStream<String> lines =
                env.fromSource(hours, "lines").setParallelism(1).uid("lines"); // hours stay in their order
        SingleOutputStreamOperator<SensorAlarm> alarms = watch(lines);
        new Results(parameters)
                .news(SensorAlarm.COLUMNS, alarms)
                .table(
                        SensorSoFar.COLUMNS,
                        alarms.getSideOutput(WatchLimits.SO_FAR),
                        alarms.getSideOutput(WatchLimits.LAST))
                .show();
        env.execute("weather station");
    }

    /** The job without its ends, so that a test can put its own there. */
    static SingleOutputStreamOperator<SensorAlarm> watch(DataStream<String> lines) {
        return lines.flatMap(Measurement::parse)
                .setParallelism(1)
                .keyBy(Measurement::sensor)
                .process(new WatchLimits())
                .name("watch-limits")
                .uid("watch-limits");
    }
}
