package io.weir.actors.client;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.wire.Parcels;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.api.serde.CodecRegistry;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.failure.Quoted;
import io.weir.runtime.job.RestartFrom;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a cluster from outside: not a member, just somebody who knows the address of a node or two. Every method blocks until the
 * cluster has answered, and throws a {@link ClientException} with a sentence when it did not or said no. Safe for any thread.
 *
 * <p>As a {@link JobExecutor} it runs the jobs of a program on the cluster: {@code ExecutionContexts.withExecutor(client, main)}.
 */
public final class WeirClient implements JobExecutor, AutoCloseable {
    private static final Duration ONE_TRY = Duration.ofSeconds(1);
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);
    private static final int MOST_ROUNDS = 5;
    private static final int CONNECT_MILLIS = 1_000;

    private static final AtomicLong QUESTIONS = new AtomicLong();

    private final ActorSystem<?> system;
    private final Parcels parcels;
    private final boolean owned;
    /** Modulo their number, the gateway to ask first. */
    private final AtomicInteger answering = new AtomicInteger();

    private final List<ActorRef<ClientCommand>> gateways;
    private final List<String> addresses; // empty: this process
    private final Duration patience;
    private final List<Path> jars;

    private WeirClient(
            ActorSystem<?> system,
            boolean owned,
            List<ActorRef<ClientCommand>> gateways,
            List<String> addresses,
            Duration patience,
            List<Path> jars) {
        this.system = system;
        this.parcels = Parcels.of(system);
        this.owned = owned;
        this.gateways = gateways;
        this.addresses = addresses;
        this.patience = patience;
        this.jars = jars;
    }

    /**
     * Connects to the first of the nodes that listens.
     *
     * @param addresses {@code host:port} of any nodes, at least one; by any name that resolves to the address of the node
     * @param jars sent along with every job that is submitted
     * @param patience in all, for one command; the cluster may be choosing a new leader meanwhile
     * @throws ClientException [CLI-503] if none of them can be reached, [CLI-580] if one is not {@code host:port}
     */
    public static WeirClient connect(List<String> addresses, List<Path> jars, Duration patience) {
        List<NodeAddress> listening = new ArrayList<>();
        List<NodeAddress> silent =
                new ArrayList<>(); // one that starts later, or again, answers when the others are gone
        List<String> problems = new ArrayList<>();
        String ownHost = null;
        for (NodeAddress address : addresses.stream().map(NodeAddress::of).toList()) {
            try {
                String local = localAddressTowards(address);
                ownHost = ownHost == null ? local : ownHost;
                listening.add(address);
            } catch (IOException e) {
                silent.add(address);
                problems.add(problem(address.toString(), e));
            }
        }
        if (ownHost == null) {
            throw nobodyAt(problems);
        }
        Config config = ConfigFactory.parseMap(Map.of(
                        "pekko.actor.provider", "remote",
                        "pekko.remote.artery.canonical.hostname", ownHost,
                        "pekko.remote.artery.canonical.port", 0,
                        "pekko.loglevel", "ERROR",
                        "pekko.jvm-shutdown-hooks", "off",
                        "pekko.daemonic", "on", // a program may end while its job goes on
                        "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off"))
                .withFallback(WeirConfig.load(ConfigFactory.empty()));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "weir-client", config);
        listening.addAll(silent);
        List<ActorRef<ClientCommand>> gateways = IntStream.range(0, listening.size())
                .mapToObj(number -> GatewayAt.address(system, listening.get(number), number))
                .toList();
        return new WeirClient(system, true, gateways, List.copyOf(addresses), patience, List.copyOf(jars));
    }

    /** For a program on a node, for example one that runs its jobs itself. */
    public static WeirClient of(ActorSystem<?> system, ActorRef<ClientCommand> gateway, Duration patience) {
        return new WeirClient(system, false, List.of(gateway), List.of(), patience, List.of());
    }

    static String localAddressTowards(NodeAddress address) throws IOException {
        InetSocketAddress node = address.resolved();
        try (Socket socket = new Socket()) {
            socket.connect(node, CONNECT_MILLIS);
            return socket.getLocalAddress().getHostAddress();
        }
    }

    // ------------------------------------------------------------------------------------------------ jobs

    /**
     * Uploads a graph and the jars, and starts the job.
     *
     * @return its id
     */
    public String submit(JobGraph graph) {
        String storage = storageOf(graph);
        String graphBlob = upload(JobGraphs.toBytes(graph), storage);
        List<String> jarBlobs = new ArrayList<>();
        for (Path jar : jars) {
            jarBlobs.add(upload(read(jar), storage));
        }
        String request = UUID.randomUUID().toString();
        return ask(
                        ClientReply.JobAccepted.class,
                        replyTo -> new ClientCommand.SubmitJob(
                                request, graph.name(), graphBlob, jarBlobs, storage, replyTo))
                .jobId();
    }

    private static @Nullable String storageOf(JobGraph graph) {
        String dir = graph.settings().checkpoints().dir();
        return dir != null && dir.startsWith("/") ? "file://" + dir : dir;
    }

    private static byte[] read(Path jar) {
        try {
            return Files.readAllBytes(jar);
        } catch (IOException e) {
            throw new ClientException(
                    "[CLI-502] The jar " + jar + " cannot be read. " + e + ". Build it, or correct the path.");
        }
    }

    private String upload(byte[] content, @Nullable String storage) {
        String sha256 = Gateway.sha256(content);
        int offset = 0;
        while (true) {
            int from = offset;
            int to = Math.min(content.length, from + ClientCommand.Upload.MOST_BYTES);
            ClientReply reply = ask(
                    ClientReply.class,
                    replyTo -> new ClientCommand.Upload(
                            sha256, from, content.length, Arrays.copyOfRange(content, from, to), storage, replyTo));
            if (reply instanceof ClientReply.UploadDone) {
                return sha256;
            }
            offset = to;
        }
    }

    public List<ClientReply.JobSummary> jobs() {
        return ask(ClientReply.Jobs.class, ClientCommand.ListJobs::new).jobs();
    }

    /** Nodes and slots. */
    public ClientReply.Cluster cluster() {
        return ask(ClientReply.Cluster.class, ClientCommand.DescribeCluster::new);
    }

    /** A message with another one is refused by every node. */
    private static void refuseNoId(String job) {
        if (job.isEmpty() || job.length() > Within.LONGEST_ID) {
            throw new ClientException("[CLI-501] There is no job " + Quoted.of(job) + ". An id has from 1 to "
                    + Within.LONGEST_ID + " characters. Look at './weir list'.");
        }
    }

    /** All about one job. Here and below, a job is named by its id or an unambiguous beginning of it. */
    public ClientReply.Job describe(String job) {
        refuseNoId(job);
        return ask(ClientReply.Job.class, replyTo -> new ClientCommand.DescribeJob(job, replyTo));
    }

    /** How a job is, without asking its workers. */
    public ClientReply.JobIs query(String job) {
        refuseNoId(job);
        return ask(ClientReply.JobIs.class, replyTo -> new ClientCommand.QueryJob(job, replyTo));
    }

    /**
     * Returns when the request is durable.
     *
     * @return the whole id
     */
    public String cancel(String job) {
        refuseNoId(job);
        String request = UUID.randomUUID().toString();
        return ask(ClientReply.CancelAccepted.class, replyTo -> new ClientCommand.CancelJob(request, job, replyTo))
                .jobId();
    }

    /**
     * Lets a job go on that has ended, or was suspended. Returns when that is durable; looking at checkpoints before takes as long as reading
     * them.
     *
     * @param checkpoint of {@link RestartFrom#CHECKPOINT}; else ignored
     * @param repeatOutput whether output may come again that is committed since the checkpoint to go on from
     * @param looked is told how many files were read so far
     */
    public ClientReply.RestartAccepted restart(
            String job, RestartFrom from, long checkpoint, boolean repeatOutput, IntConsumer looked) {
        refuseNoId(job);
        String request = UUID.randomUUID().toString();
        while (true) {
            ClientReply reply = ask(
                    ClientReply.class,
                    replyTo -> new ClientCommand.RestartJob(request, job, from, checkpoint, repeatOutput, replyTo));
            if (!(reply instanceof ClientReply.RestartLooks looks)) {
                return (ClientReply.RestartAccepted) reply;
            }
            looked.accept(looks.filesRead());
            pause();
        }
    }

    /** Deletes nothing of any checkpoint for so long. Returns when that is durable and true; the time it ends, in milliseconds since 1970. */
    public long holdDeletions(Duration length) {
        return ask(
                        ClientReply.DeletionsAre.class,
                        replyTo -> new ClientCommand.HoldDeletions(length.toMillis(), replyTo))
                .heldUntilMillis();
    }

    /** Ends what {@link #holdDeletions} began; nothing happens if nothing is held. */
    public void releaseDeletions() {
        ask(ClientReply.DeletionsAre.class, ClientCommand.ReleaseDeletions::new);
    }

    /**
     * Writes a consistent copy of the journal to a file on the leader's host.
     *
     * @return its length in bytes
     */
    public long copyJournal(String target) {
        String request = UUID.randomUUID().toString();
        while (true) {
            long bytes = ask(
                            ClientReply.JournalCopied.class,
                            replyTo -> new ClientCommand.CopyJournal(request, target, replyTo))
                    .bytes();
            if (bytes >= 0) {
                return bytes;
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(ASK_AGAIN.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new ClientException("[CLI-516] The command was interrupted while the cluster was at work for it."
                    + " Nothing is harmed. Say it again to learn what came of it.");
        }
    }

    public ClientReply.Checkpoints checkpoints(String job) {
        refuseNoId(job);
        return ask(ClientReply.Checkpoints.class, replyTo -> new ClientCommand.ListCheckpoints(job, replyTo));
    }

    /** Seen as a {@link JobClient}; {@code job} must be a whole id. */
    public JobClient client(String job) {
        return client(job, CodecRegistry.create(WeirClient.class.getClassLoader()));
    }

    private JobClient client(String job, CodecRegistry codecs) {
        return new RemoteJob(this, system, job, codecs);
    }

    /** Workers reach this process as members of the cluster reach each other. */
    @Override
    public String programHost() {
        return system.address().getHost().orElseGet(JobExecutor.super::programHost);
    }

    // ------------------------------------------------------------------------------------------------ as an executor

    @Override
    public JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException {
        try {
            CodecRegistry codecs = CodecRegistry.create(userCode);
            graph.settings().codecs().forEach(codec -> codec.addTo(codecs));
            return client(submit(graph), codecs);
        } catch (ClientException e) {
            throw new JobExecutionException(null, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int defaultParallelism() {
        return 1;
    }

    // ------------------------------------------------------------------------------------------------ asking

    /**
     * Asks one gateway after the other until one answers, or patience ends; begins with the one that answered last, so that a dead
     * node costs one question its patience, not every question.
     */
    <R extends ClientReply> R ask(Class<R> type, Function<ActorRef<ClientReply>, ClientCommand> command) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int tries = 0; tries == 0 || System.nanoTime() < deadline; tries++) {
            int turn = answering.get();
            // who is only slow gets more time in the next round
            Duration wait = ONE_TRY.multipliedBy(Math.min(MOST_ROUNDS, 1 + tries / gateways.size()));
            ClientReply reply = askOnce(gateways.get(Math.floorMod(turn, gateways.size())), command, wait, deadline);
            if (reply instanceof ClientReply.Refused refused) {
                throw new ClientException(refused.sentence());
            } else if (reply != null) {
                return type.cast(reply);
            }
            answering.compareAndSet(turn, turn + 1);
        }
        throw silent();
    }

    private ClientException silent() {
        List<String> problems = new ArrayList<>();
        for (String address : addresses) {
            try {
                String unused = localAddressTowards(NodeAddress.of(address));
            } catch (IOException e) {
                problems.add(problem(address, e));
            }
        }
        if (!addresses.isEmpty() && problems.size() == addresses.size()) {
            return nobodyAt(problems);
        }
        return new ClientException("[CLI-503] The cluster did not answer within " + patience.toMillis() + " ms. At "
                + (addresses.isEmpty() ? "this process" : String.join(", ", addresses))
                + " somebody listens, but nobody leads, or it is no Weir node of this release. "
                + "Look at the nodes' logs; a new leader takes a few seconds.");
    }

    private static String problem(String address, IOException e) {
        return address + " (" + (e instanceof UnknownHostException ? "unknown host" : e.getMessage()) + ")";
    }

    private static ClientException nobodyAt(List<String> problems) {
        return new ClientException("[CLI-503] The cluster cannot be reached. Nobody answers at "
                + Quoted.plain(String.join(", ", problems))
                + ". Start a node, or give the address of one that runs with --cluster host:port.");
    }

    private @Nullable ClientReply askOnce(
            ActorRef<ClientCommand> gateway,
            Function<ActorRef<ClientReply>, ClientCommand> command,
            Duration most,
            long deadline) {
        long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        Duration wait = Duration.ofMillis(Math.min(left, most.toMillis()));
        CompletableFuture<@Nullable ClientReply> answer = new CompletableFuture<>();
        ActorRef<ClientReply> replyTo = system.systemActorOf(
                Answer.awaited(answer, wait), "weir-question-" + QUESTIONS.incrementAndGet(), Props.empty());
        ClientCommand asked = command.apply(replyTo);
        if (!(asked instanceof ClientCommand.Upload) && !parcels.partsOf(asked).isEmpty()) {
            throw new ClientException("[CLI-530] The command was not sent. It is larger than a message may be. "
                    + "Give the job a shorter name, or fewer and larger jars.");
        }
        gateway.tell(asked);
        return answer.join();
    }

    @Override
    public void close() {
        if (owned) {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }
}
