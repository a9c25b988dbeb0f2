package io.weir.runtime.subtask;

import io.weir.api.function.JobInfo;
import io.weir.api.function.TaskInfo;
import io.weir.api.graph.JobGraphs;
import io.weir.api.graph.StreamNode;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.channel.ChannelSender;
import io.weir.runtime.channel.LocalOutputChannel;
import io.weir.runtime.channel.OutputAvailability;
import io.weir.runtime.channel.OutputChannel;
import io.weir.runtime.channel.RemoteOutputChannel;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.element.RecordCheck;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.SubtaskServices;
import io.weir.runtime.output.ExchangeOutput;
import io.weir.runtime.output.GivenOnceOutput;
import io.weir.runtime.output.Output;
import io.weir.runtime.output.Outputs;
import io.weir.runtime.output.OwnedOutput;
import io.weir.runtime.output.Partitioners;
import io.weir.runtime.plan.ChainLink;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.plan.ExecutionPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators of one subtask, wired to each other and to the exchanges behind them. */
final class OperatorChain {
    /** In topological order, head first. */
    final List<StreamOperator> operators;

    final List<ExchangeOutput> exchanges;
    final Map<Integer, OutputChannel> channels = new LinkedHashMap<>();

    private OperatorChain(List<StreamOperator> operators, List<ExchangeOutput> exchanges) {
        this.operators = operators;
        this.exchanges = exchanges;
        for (ExchangeOutput exchange : exchanges) {
            for (OutputChannel channel : exchange.channels()) {
                channels.put(channel.channel(), channel);
            }
        }
    }

    StreamOperator head() {
        return operators.get(0);
    }

    /** Makes the chains of subtasks of one plan. */
    record Builder(
            ExecutionPlan plan,
            SubtaskId id,
            int attemptNumber,
            SubtaskEnvironment environment,
            SubtaskServices services,
            ChannelSender sender,
            OutputAvailability availability,
            Map<String, RestoreState> restore) {

        OperatorChain build() {
            ChainVertex vertex = plan.vertex(id.vertex());
            Map<Exchange, ExchangeOutput> exchanges = new LinkedHashMap<>();
            for (Exchange exchange : vertex.outputs()) {
                exchanges.put(exchange, exchangeOutput(exchange, vertex));
            }
            Map<Integer, StreamOperator> made = new HashMap<>();
            List<StreamOperator> operators = new ArrayList<>();
            for (int at = vertex.operators().size() - 1; at >= 0; at--) {
                StreamNode node = vertex.operators().get(at);
                StreamOperator operator = operator(node, vertex, made, exchanges);
                made.put(node.id(), operator);
                operators.add(0, operator);
            }
            return new OperatorChain(operators, List.copyOf(exchanges.values()));
        }

        private StreamOperator operator(
                StreamNode node,
                ChainVertex vertex,
                Map<Integer, StreamOperator> made,
                Map<Exchange, ExchangeOutput> exchanges) {
            List<Output> main = new ArrayList<>();
            boolean copies = HandOver.copies(plan.settings(), vertex, node);
            Map<String, List<Output>> side = new LinkedHashMap<>();
            for (ChainLink link : vertex.links()) {
                if (link.from() == node.id()) {
                    StreamOperator next = made.get(link.to());
                    if (next == null) {
                        throw new IllegalStateException(
                                "the operators of " + vertex.name() + " are not in topological order");
                    }
                    (link.sideOutput() == null
                                    ? main
                                    : side.computeIfAbsent(link.sideOutput().getId(), tag -> new ArrayList<>()))
                            .add(handedOver(next, node, copies));
                }
            }
            exchanges.forEach((exchange, output) -> {
                if (exchange.fromOperator() == node.id()) {
                    (exchange.sideOutput() == null
                                    ? main
                                    : side.computeIfAbsent(exchange.sideOutput().getId(), tag -> new ArrayList<>()))
                            .add(output);
                }
            });
            Map<String, Output> sideOutputs = new HashMap<>();
            side.forEach((tag, outputs) -> sideOutputs.put(tag, Outputs.toAll(outputs)));
            return Operators.create(
                    copy(node.operator()), context(node, vertex, sideOutputs), mainOutput(main, sideOutputs));
        }

        private Output handedOver(StreamOperator next, StreamNode from, boolean copies) {
            if (copies) {
                return new OwnedOutput(next, ownership());
            }
            boolean checks = environment.exchange().checkRecords() && HandOver.givesAway(from);
            return checks ? new GivenOnceOutput(next, ownership(), named(from)) : next;
        }

        /** One for each place that asks: most see records of one class. */
        private Ownership ownership() {
            return new Ownership(environment.codecs());
        }

        private static String named(StreamNode node) {
            return "operator '" + node.name() + "'";
        }

        /** Watermarks and status go to side outputs as well, records only to the main one. */
        private static Output mainOutput(List<Output> main, Map<String, Output> sideOutputs) {
            Output records = Outputs.toAll(main);
            return sideOutputs.isEmpty() ? records : new WithSideOutputs(records, List.copyOf(sideOutputs.values()));
        }

        private OperatorContext context(StreamNode node, ChainVertex vertex, Map<String, Output> sideOutputs) {
            TaskInfo task =
                    new TaskInfo(node.name(), id.index(), vertex.parallelism(), node.maxParallelism(), attemptNumber);
            RestoreState state = restore.get(node.operatorId());
            @Nullable OperatorRestore from = state == null ? null : new OperatorRestore(state, environment.snapshots());
            JobInfo job = new JobInfo(environment.jobId(), plan.jobName());
            return new OperatorContext(node, task, job, plan.settings(), environment, services, sideOutputs, from);
        }

        private ExchangeOutput exchangeOutput(Exchange exchange, ChainVertex vertex) {
            @Nullable Ownership owned = HandOver.copies(plan.settings(), vertex, exchange) ? ownership() : null;
            StreamNode receivers = plan.vertex(exchange.to()).head();
            @Nullable
            RecordCheck check = environment.exchange().checkRecords()
                    ? new RecordCheck(
                            environment.codecs(),
                            named(HandOver.operator(vertex, exchange.fromOperator())),
                            named(receivers))
                    : null;
            List<OutputChannel> channels = new ArrayList<>();
            for (int receiver = 0; receiver < exchange.receivers(); receiver++) {
                if (exchange.connects(id.index(), receiver)) {
                    channels.add(channel(exchange.channel(id.index(), receiver), owned, check));
                }
            }
            return Partitioners.create(
                    JobGraphs.copyOf(exchange.partitioning(), environment.userLoader()),
                    channels.toArray(new OutputChannel[0]),
                    receivers.maxParallelism(),
                    receivers.name(),
                    environment.random());
        }

        private OutputChannel channel(int number, @Nullable Ownership ownership, @Nullable RecordCheck check) {
            ExchangeSettings settings = environment.exchange();
            if (environment.remoteOutput().test(number)) {
                return new RemoteOutputChannel(
                        number,
                        settings.windowBatches(),
                        settings.bufferBytes(),
                        environment.codecs(),
                        sender,
                        availability);
            }
            return new LocalOutputChannel(
                    number, settings.windowBatches(), settings.batchRecords(), ownership, check, sender, availability);
        }

        private OperatorSpec copy(OperatorSpec spec) {
            return JobGraphs.copyOf(spec, environment.userLoader());
        }
    }
}
