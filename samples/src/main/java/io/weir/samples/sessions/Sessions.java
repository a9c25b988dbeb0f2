package io.weir.samples.sessions;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import java.time.Duration;
import java.util.List;

/**
 * Makes visits of clicks: a visit is over when its user has not clicked for a gap. Clicks come up to a minute late; one that comes late
 * may join two visits into one.
 *
 * <pre>
 * --gap SECONDS   600 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class Sessions {
    /** A click comes at most so much later than a click that happened after it. */
    static final Duration DISORDER = Duration.ofMinutes(1);

    /** In the order in which they come. Bob's of 09:12:30 comes late, and is between two others that are more than ten minutes apart. */
    static final List<Click> CLICKS = List.of(
            click("ada", 9, 0, 0),
            click("bob", 9, 1, 0),
            click("ada", 9, 4, 30),
            click("bob", 9, 5, 0),
            click("bob", 9, 13, 0),
            click("bob", 9, 12, 30),
            click("cyd", 9, 20, 0),
            click("ada", 9, 20, 10),
            click("bob", 9, 22, 30),
            click("ada", 9, 30, 10),
            click("cyd", 9, 40, 0));

    private Sessions() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "gap");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Click> clicks = env.fromData(CLICKS).setParallelism(1).uid("clicks");
        DataStream<Visit> visits = visits(clicks, Duration.ofSeconds(parameters.getLong("gap", 600)));
        new Results(parameters)
                .news(Visit.COLUMNS, visits)
                .sums(UserVisits.COLUMNS, visits.map(UserVisits::of))
                .show();
        env.execute("sessions");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<Visit> visits(DataStream<Click> clicks, Duration gap) {
        return clicks.assignTimestampsAndWatermarks(WatermarkStrategy.<Click>forBoundedOutOfOrderness(DISORDER)
                        .withTimestampAssigner((click, none) -> click.second() * 1000L))
                .map(Visit::of)
                .keyBy(Visit::user)
                .window(EventTimeSessionWindows.withGap(gap))
                .reduce(Visit::with)
                .name("visits")
                .uid("visits");
    }

    private static Click click(String user, int hour, int minute, int second) {
        return new Click(user, hour * 3600 + minute * 60 + second);
    }
}
