package io.weir.samples.rules;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Tells of readings that break a rule; rules come, change and go while the job runs. To type them yourself, start {@code nc -lk 9999}, then
 * this with {@code --host localhost}, then type lines as {@code hot 80} and {@code hot off}.
 *
 * <pre>
 * --host NAME --port N      where rules come from; if not given, four come, one a second
 * --readings N              100 unless given, a million with --host
 * --readings-per-second N   20 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class RulesJob {
    private static final String[] RULES = {"hot 90", "warm 70", "warm off", "hot 80"};

    private RulesJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "host", "port", "readings", "readings-per-second");
        String host = parameters.get("host");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Reading> readings = env.fromGenerator(
                        Reading::generated,
                        parameters.getLong("readings", host == null ? 100 : 1_000_000),
                        parameters.getDouble("readings-per-second", 20))
                .setParallelism(1)
                .uid("readings");
        DataStream<String> lines = host == null
                ? env.fromGenerator(i -> RULES[i.intValue()], RULES.length, 1)
                        .setParallelism(1)
                        .uid("lines")
                : env.socketTextStream(host, parameters.getInt("port", 9999)).uid("lines");
        DataStream<Rule> rules = lines.map(Rule::parse).setParallelism(1);
        DataStream<Alarm> alarms = alarms(readings, rules);
        new Results(parameters)
                .news(Alarm.COLUMNS, rules.map(Rule::toString).union(alarms.map(Alarm::toString)))
                .sums(AlarmsOfRule.COLUMNS, alarms.map(AlarmsOfRule::of))
                .show();
        env.execute("rules");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<Alarm> alarms(DataStream<Reading> readings, DataStream<Rule> rules) {
        return readings.keyBy(Reading::sensor)
                .connect(rules.broadcast(ApplyRules.RULES))
                .process(new ApplyRules())
                .name("apply-rules")
                .uid("apply-rules");
    }
}
