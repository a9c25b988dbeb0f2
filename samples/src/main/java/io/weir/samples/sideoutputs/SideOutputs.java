package io.weir.samples.sideoutputs;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.OutputTag;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.ProcessFunction;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Reads lines of {@code SENSOR,CELSIUS}. One operator has three outputs: readings go on; lines that are no readings go to a side output,
 * with the reason, so that one of them does not end the job; readings that nobody believes go to another.
 *
 * <pre>
 * --input PATH   a file with such lines; some that are built in if not given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class SideOutputs {
    /** Lines that are no readings, and why. */
    public static final OutputTag<String> UNREADABLE = new OutputTag<>("unreadable");

    /** Readings outside of what happens on this planet. */
    public static final OutputTag<Reading> UNBELIEVABLE = new OutputTag<>("unbelievable");

    private static final double COLDEST = -90;
    private static final double HOTTEST = 60;

    static final String[] LINES = {
        "kitchen,21.5", "attic,31", "kitchen;22", "cellar,12.25", "attic,-273.15", "cellar,warm", "kitchen,22.5", ""
    };

    private SideOutputs() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "input");
        StreamExecutionEnvironment env = Options.environment(parameters);
        String input = parameters.get("input");
        DataStream<String> lines = (input == null ? env.fromData(LINES) : env.readTextFile(input)).uid("lines");
        SingleOutputStreamOperator<Reading> readings = parse(lines);
        DataStream<LineOfOutput> all = readings.map(reading -> LineOfOutput.of("readings", reading))
                .union(
                        readings.getSideOutput(UNREADABLE).map(LineOfOutput::unreadable),
                        readings.getSideOutput(UNBELIEVABLE).map(reading -> LineOfOutput.of("unbelievable", reading)));
        new Results(parameters)
                .news(LineOfOutput.COLUMNS, all)
                .sums(LinesOfOutput.COLUMNS, all.map(LinesOfOutput::of))
                .show();
        env.execute("side outputs");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static SingleOutputStreamOperator<Reading> parse(DataStream<String> lines) {
        return lines.process(new Parse()).name("parse");
    }

    private static final class Parse extends ProcessFunction<String, Reading> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(String line, Context context, Collector<Reading> readings) {
            String[] fields = line.split(",", -1);
            if (fields.length != 2) {
                context.output(UNREADABLE, "'" + line + "' has " + fields.length + " fields, not 2");
                return;
            }
            double celsius;
            try {
                celsius = Double.parseDouble(fields[1]);
            } catch (NumberFormatException e) {
                context.output(UNREADABLE, "'" + line + "': '" + fields[1] + "' is no number");
                return;
            }
            Reading reading = new Reading(fields[0], celsius);
            if (celsius >= COLDEST && celsius <= HOTTEST) {
                readings.collect(reading);
            } else {
                context.output(UNBELIEVABLE, reading);
            }
        }
    }
}
