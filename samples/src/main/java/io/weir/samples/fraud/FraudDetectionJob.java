package io.weir.samples.fraud;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;

/**
 * Reads a ledger of payments, writes a ledger of alerts.
 *
 * <pre>
 * --input PATH               lines of ACCOUNT,CENTS; payments are made up if it is not given
 * --payments N               so many of them, 10000 unless given
 * --payments-per-second N    1000 unless given
 * --output DIRECTORY         write alerts there, each exactly once; print if not given
 * --checkpoint-interval MS   1000 unless given
 * </pre>
 */
public final class FraudDetectionJob {
    private FraudDetectionJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(parameters.getLong("checkpoint-interval", 1000));
        DataStream<Alert> alerts = detect(transactions(env, parameters));
        String output = parameters.get("output");
        if (output == null) {
            alerts.print();
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
                            parameters.getLong("payments", 10_000),
                            parameters.getDouble("payments-per-second", 1000))
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
