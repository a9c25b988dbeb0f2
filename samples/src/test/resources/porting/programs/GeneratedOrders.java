// Written for Weir's tests in the style of Flink 1.x programs; not a copy of one.
package programs;

import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.datagen.*;
import org.apache.flink.streaming.api.functions.source.datagen.DataGeneratorSource;
import org.apache.flink.streaming.api.functions.source.datagen.RandomGenerator;
import org.apache.flink.streaming.api.functions.source.datagen.SequenceGenerator;

/** Makes twenty orders, and as many numbers as there are. */
public class GeneratedOrders {
    public static class OrderGenerator extends RandomGenerator<String> {
        @Override
        public String next() {
            return random.nextInt(1, 9) + " paid=" + (random.nextUniform(0, 1) < 0.5);
        }
    }

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        DataStream<String> orders = env.addSource(new DataGeneratorSource<>(new OrderGenerator(), 1_000_000, 20L))
                .returns(Types.STRING);
        DataStream<Long> numbers =
                env.addSource(new DataGeneratorSource<>(SequenceGenerator.longGenerator(1, 100))).returns(Types.LONG);
        orders.sinkTo(FileSink.forRowFormat(new Path(args[0]), new SimpleStringEncoder<String>()).build());
        numbers.filter(number -> number > 100).print();
        env.execute("generated orders");
    }
}
