package io.weir.samples.socket;

import io.weir.api.Collector;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.tuple.Tuple2;
import io.weir.samples.wordcount.Words;

/** Counts the words you type. Start {@code nc -lk 9999}, then this, then type. */
public final class SocketWordCount {
    private SocketWordCount() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        env.socketTextStream("localhost", 9999)
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) ->
                        Words.forEach(line, word -> out.collect(Tuple2.of(word, 1))))
                .keyBy(0)
                .sum(1)
                .print();
        env.execute("socket word count");
    }
}
