package io.weir.api;

/** The output of a source. */
public class DataStreamSource<T> extends SingleOutputStreamOperator<T> {
    DataStreamSource(StreamExecutionEnvironment environment, OperatorDraft operator) {
        super(environment, operator);
    }

    @Override
    public DataStreamSource<T> name(String name) {
        super.name(name);
        return this;
    }

    @Override
    public DataStreamSource<T> uid(String uid) {
        super.uid(uid);
        return this;
    }

    @Override
    public DataStreamSource<T> setParallelism(int parallelism) {
        super.setParallelism(parallelism);
        return this;
    }
}
