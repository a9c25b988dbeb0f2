package io.weir.samples.recommendations;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Recommends products to the users of a shop, from the last ones each of them looked at.
 *
 * <pre>
 * --views N              600 unless given
 * --views-per-second N   150 unless given
 * --seed N               of the views
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class Recommendations {
    private Recommendations() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "seed", "views", "views-per-second");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<View> views = env.fromGenerator(
                        new Views(parameters.getLong("seed", 1))::at,
                        parameters.getLong("views", 600),
                        parameters.getDouble("views-per-second", 150))
                .setParallelism(1) // views of a user stay in their order
                .uid("views");
        SingleOutputStreamOperator<Recommendation> recommendations = recommend(views);
        new Results(parameters)
                .news(Recommendation.COLUMNS, recommendations)
                .table(
                        ShopperSoFar.COLUMNS,
                        recommendations.getSideOutput(Recommend.SO_FAR),
                        recommendations.getSideOutput(Recommend.LAST))
                .show();
        env.execute("recommendations");
    }

    /** The job without its ends, so that a test can put its own there. */
    static SingleOutputStreamOperator<Recommendation> recommend(DataStream<View> views) {
        return views.keyBy(View::user)
                .process(new Recommend())
                .name("recommend")
                .uid("recommend");
    }
}
