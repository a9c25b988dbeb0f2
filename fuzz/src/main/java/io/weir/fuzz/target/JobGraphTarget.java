package io.weir.fuzz.target;

import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.api.tuple.Tuple2;
import io.weir.fuzz.FuzzTarget;
import java.util.List;

/**
 * Job graphs. Their bytes come from an authenticated submitter and hold code that will run, so that bytes made to do harm are not the
 * question here; damaged ones are.
 */
public final class JobGraphTarget implements FuzzTarget<JobGraph> {
    @Override
    public String name() {
        return "job-graph";
    }

    @Override
    public String what() {
        return "job graphs (`JobGraphs`)";
    }

    @Override
    public List<byte[]> seeds() {
        StreamExecutionEnvironment small = StreamExecutionEnvironment.createLocalEnvironment();
        small.fromData(1, 2).print();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        env.enableCheckpointing(1000);
        DataStream<Tuple2<String, Long>> counts = env.fromData("a", "b")
                .map(word -> Tuple2.of(word, 1L))
                .keyBy(pair -> pair.f0)
                .sum(1)
                .uid("sum");
        counts.filter(pair -> pair.f1 > 1).print();
        return List.of(JobGraphs.toBytes(small.getJobGraph("small")), JobGraphs.toBytes(env.getJobGraph("counts")));
    }

    @Override
    public JobGraph decode(byte[] input) {
        return JobGraphs.fromBytes(input, JobGraphTarget.class.getClassLoader());
    }

    @Override
    public byte[] encode(JobGraph graph) {
        return JobGraphs.toBytes(graph);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof IllegalArgumentException;
    }

    @Override
    public boolean same(JobGraph one, JobGraph other) {
        return one.name().equals(other.name())
                && one.nodes().size() == other.nodes().size()
                && one.edges().size() == other.edges().size();
    }
}
