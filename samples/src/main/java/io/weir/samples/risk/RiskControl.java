package io.weir.samples.risk;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Refuses payments that are too many, too much or in too many countries within ten minutes.
 *
 * <pre>
 * --payments N              800 unless given
 * --payments-per-second N   200 unless given
 * --seed N                  of the payments
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class RiskControl {
    private RiskControl() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "payments", "payments-per-second", "seed");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Payment> payments = env.fromGenerator(
                        new Payments(parameters.getLong("seed", 1))::at,
                        parameters.getLong("payments", 800),
                        parameters.getDouble("payments-per-second", 200))
                .setParallelism(1) // payments of a user stay in their order
                .uid("payments");
        SingleOutputStreamOperator<Refusal> refusals = judge(payments);
        new Results(parameters)
                .news(Refusal.COLUMNS, refusals)
                .table(
                        UserSoFar.COLUMNS,
                        refusals.getSideOutput(JudgePayments.SO_FAR),
                        refusals.getSideOutput(JudgePayments.LAST))
                .show();
        env.execute("risk control");
    }

    /** The job without its ends, so that a test can put its own there. */
    static SingleOutputStreamOperator<Refusal> judge(DataStream<Payment> payments) {
        return payments.keyBy(Payment::user)
                .process(new JudgePayments())
                .name("judge-payments")
                .uid("judge-payments");
    }
}
