package io.weir.samples.fraud;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.samples.shared.Columns;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Reads a ledger of payments, writes a ledger of alerts.
 *
 * <pre>
 * --input PATH               lines of ACCOUNT,CENTS; payments are made up if it is not given
 * --payments N               so many of them, 1000 unless given
 * --payments-per-second N    250 unless given
 * --output DIRECTORY         write alerts there as ACCOUNT,CENTS, each exactly once; show them if not given
 * and the options of {@link Options}
 * </pre>
 */
public final class FraudDetectionJob {
    private static final Columns ALERTS = Columns.of("%7d %14.2f", "account", "payment euro");
    private static final int ACCOUNTS_SHOWN = 10;

    private FraudDetectionJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "input", "payments", "payments-per-second");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Alert> alerts = detect(transactions(env, parameters));
        String output = parameters.get("output");
        if (output == null) {
            new Results(parameters)
                    .news(ALERTS, alerts.map(alert -> ALERTS.line(alert.account(), alert.cents() / 100.0)))
                    .sums(AlertsOfAccount.COLUMNS, alerts.map(AlertsOfAccount::of))
                    .most(ACCOUNTS_SHOWN)
                    .show();
        } else {
            alerts.sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<Alert>())
                            .build())
                    .name("alerts")
                    .uid("alerts");
        }
        env.execute("fraud detection");
    }

    private static DataStream<Transaction> transactions(StreamExecutionEnvironment env, ParameterTool parameters) {
        String input = parameters.get("input");
        if (input == null) {
            return env.fromGenerator(
                            Transaction::generated,
                            parameters.getLong("payments", 1000),
                            parameters.getDouble("payments-per-second", 250))
                    .setParallelism(1) // payments of an account stay in their order
                    .uid("transactions");
        }
        return env.readTextFile(input).uid("transactions").map(Transaction::parse);
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<Alert> detect(DataStream<Transaction> transactions) {
        return transactions
                .keyBy(Transaction::account)
                .process(new FraudDetector())
                .name("fraud-detector")
                .uid("fraud-detector");
    }
}
