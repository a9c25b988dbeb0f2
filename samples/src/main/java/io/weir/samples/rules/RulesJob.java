package io.weir.samples.rules;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;

/**
 * Tells of readings that break a rule; rules come, change and go while the job runs. To type them yourself, start {@code nc -lk 9999}, then
 * this with {@code --host localhost}, then type lines as {@code hot 80} and {@code hot off}.
 *
 * <pre>
 * --host NAME --port N      where rules come from; if not given, four come, one a second
 * --readings N              100 unless given, a million with --host
 * --readings-per-second N   20 unless given
 * </pre>
 */
public final class RulesJob {
    private static final String[] RULES = {"hot 90", "warm 70", "warm off", "hot 80"};

    private RulesJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        String host = parameters.get("host");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        DataStream<Reading> readings = env.fromGenerator(
                        Reading::generated,
                        parameters.getLong("readings", host == null ? 100 : 1_000_000),
                        parameters.getDouble("readings-per-second", 20))
                .uid("readings");
        DataStream<String> lines = host == null
                ? env.fromGenerator(i -> RULES[i.intValue()], RULES.length, 1).uid("lines")
                : env.socketTextStream(host, parameters.getInt("port", 9999)).uid("lines");
        alarms(readings, lines.map(Rule::parse)).print();
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
