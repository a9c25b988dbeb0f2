package io.weir.samples.windowjoin;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import java.time.Duration;

/**
 * Pairs the grades of a person with the salaries that came in the same window.
 *
 * <pre>
 * --window MS      100 unless given
 * --records N      of each kind, 30 unless given
 * --per-second N   of each kind, 10 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class WindowJoin {
    private WindowJoin() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "per-second", "records", "window");
        long records = parameters.getLong("records", 30);
        double rate = parameters.getDouble("per-second", 10);
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Grade> grades = env.fromGenerator(Grade::generated, records, rate)
                .setParallelism(1)
                .uid("grades");
        DataStream<Salary> salaries = env.fromGenerator(Salary::generated, records, rate)
                .setParallelism(1)
                .uid("salaries");
        DataStream<GradeAndSalary> pairs = join(grades, salaries, Duration.ofMillis(parameters.getLong("window", 100)));
        new Results(parameters)
                .news(GradeAndSalary.COLUMNS, pairs)
                .sums(PairsOfPerson.COLUMNS, pairs.map(PairsOfPerson::of))
                .show();
        env.execute("window join");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<GradeAndSalary> join(
            DataStream<Grade> grades, DataStream<Salary> salaries, Duration window) {
        return grades.assignTimestampsAndWatermarks(WatermarkStrategy.<Grade>forMonotonousTimestamps()
                        .withTimestampAssigner((grade, none) -> grade.millis()))
                .join(salaries.assignTimestampsAndWatermarks(WatermarkStrategy.<Salary>forMonotonousTimestamps()
                        .withTimestampAssigner((salary, none) -> salary.millis())))
                .where(Grade::name)
                .equalTo(Salary::name)
                .window(TumblingEventTimeWindows.of(window))
                .apply((Grade grade, Salary salary) -> new GradeAndSalary(grade.name(), grade.grade(), salary.salary()))
                .name("pairs")
                .uid("pairs");
    }
}
