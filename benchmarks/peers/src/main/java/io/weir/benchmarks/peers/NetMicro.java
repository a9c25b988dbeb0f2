package io.weir.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.benchmarks.kit.Child;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * byte[] payloads from this JVM to a second JVM over loopback, --window messages in flight, acknowledged every quarter
 * window: Artery TCP (--transport artery) or a plain blocking SocketChannel (--transport socket) as its limit.
 */
public final class NetMicro {
    private NetMicro() {}

    private static final int SERVER = 25620, CLIENT = 25621;

    public static void main(String[] args) throws Exception {
        Options o = new Options(args);
        boolean artery = o.get("transport", "artery").equals("artery");
        if (o.get("role", "client").equals("server")) {
            if (artery) arteryServer(o);
            else socketServer(o);
            return;
        }
        Path dir = Path.of(o.dir());
        Files.createDirectories(dir);
        String[] serverArgs = java.util.Arrays.copyOf(args, args.length + 2);
        serverArgs[args.length] = "--role";
        serverArgs[args.length + 1] = "server";
        Process server =
                Child.java("server", o.dir(), List.of("-Xmx2g"), "io.weir.benchmarks.peers.NetMicro", serverArgs);
        int size = (int) o.number("size", 32_768);
        long window = o.number("window", 32), messages = o.number("mb", 4096) * (1 << 20) / size / window * window;
        Thread.sleep(3000);
        long[] before = Harness.ticks();
        double ownBefore = Probe.cpuNanos() / 1e9 + Child.cpuSeconds(List.of(server));
        long nanos = artery ? arteryClient(o, size, messages) : socketClient(o, size, messages);
        double own = Probe.cpuNanos() / 1e9 + Child.cpuSeconds(List.of(server)) - ownBefore;
        long[] after = Harness.ticks();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("engine", "net-micro");
        out.put("label", artery ? "artery-tcp" : "socket");
        out.put("workload", "bytes-" + size / 1024 + "k");
        out.put("window", window);
        out.put("messages", messages);
        out.put("seconds", Harness.round(nanos / 1e9));
        out.put("messages_per_s", Math.round(messages / (nanos / 1e9)));
        out.put("mb_per_s", Math.round(messages * (double) size / 1e6 / (nanos / 1e9)));
        out.put("cpu_seconds", Harness.round(own));
        out.put(
                "foreign_cpu_pct",
                Harness.round(
                        100.0 * Math.max(0, (after[1] - before[1]) / 100.0 - own) / ((after[2] - before[2]) / 100.0)));
        System.out.println(new ObjectMapper().writeValueAsString(out));
        System.out.flush();
        server.destroyForcibly();
        Harness.delete(dir);
        Runtime.getRuntime().halt(0);
    }

    // ---- Artery -----------------------------------------------------------------------------------------------

    private static Config config(int port) {
        return ConfigFactory.parseString(String.join(
                        "\n",
                        "pekko.actor.provider = remote",
                        "pekko.loglevel = ERROR",
                        "pekko.stdout-loglevel = ERROR",
                        "pekko.remote.artery.transport = tcp",
                        "pekko.remote.artery.canonical.hostname = \"127.0.0.1\"",
                        "pekko.remote.artery.canonical.port = " + port,
                        "pekko.remote.artery.advanced.maximum-frame-size = 600 KiB",
                        "pekko.remote.artery.advanced.buffer-pool-size = 128"))
                .withFallback(ConfigFactory.load());
    }

    private static void arteryServer(Options o) {
        int ackEvery = (int) Math.max(1, o.number("window", 32) / 4);
        ActorSystem.create("server", config(SERVER))
                .actorOf(Props.create(Server.class, () -> new Server(ackEvery)), "sink");
    }

    private static final class Server extends UntypedAbstractActor {
        private final int ackEvery;
        private long seen;

        Server(int ackEvery) {
            this.ackEvery = ackEvery;
        }

        @Override
        public void onReceive(Object message) {
            if (message instanceof byte[]) {
                if (++seen % ackEvery == 0) getSender().tell(seen, getSelf());
            } else {
                seen = 0;
                getSender().tell("ready", getSelf());
            }
        }
    }

    private static long arteryClient(Options o, int size, long messages) throws Exception {
        ActorSystem system = ActorSystem.create("client", config(CLIENT));
        CompletableFuture<Long> done = new CompletableFuture<>();
        int window = (int) o.number("window", 32);
        system.actorOf(Props.create(Client.class, () -> new Client(system, size, messages, window, done)));
        return done.get();
    }

    private static final class Client extends UntypedAbstractActor {
        private final ActorSystem system;
        private final byte[] payload;
        private final long messages;
        private final int window;
        private final CompletableFuture<Long> done;
        private ActorRef server;
        private long sent, start;

        Client(ActorSystem system, int size, long messages, int window, CompletableFuture<Long> done) {
            this.system = system;
            this.payload = new byte[size];
            this.messages = messages;
            this.window = window;
            this.done = done;
        }

        @Override
        public void preStart() {
            system.actorSelection("pekko://server@127.0.0.1:" + SERVER + "/user/sink")
                    .tell("hello", getSelf());
        }

        @Override
        public void onReceive(Object message) {
            if (message instanceof Long acked) {
                if (acked >= messages) done.complete(System.nanoTime() - start);
                send(acked + window);
            } else if (server == null) {
                server = getSender();
                start = System.nanoTime();
                send(window);
            }
        }

        private void send(long upTo) {
            for (; sent < upTo && sent < messages; sent++) server.tell(payload, getSelf());
        }
    }

    // ---- plain sockets ----------------------------------------------------------------------------------------

    private static void socketServer(Options o) throws Exception {
        int size = (int) o.number("size", 32_768), ackEvery = (int) Math.max(1, o.number("window", 32) / 4);
        try (ServerSocketChannel listen = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", SERVER));
                SocketChannel c = listen.accept()) {
            c.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024), ack = ByteBuffer.allocateDirect(8);
            byte[] copy = new byte[256 * 1024];
            long bytes = 0, acked = 0;
            while (c.read(in.clear()) >= 0) {
                in.flip();
                int n = in.remaining();
                in.get(copy, 0, n);
                bytes += n;
                long seen = bytes / size / ackEvery * ackEvery;
                if (seen > acked) {
                    ack.clear().putLong(acked = seen).flip();
                    while (ack.hasRemaining()) c.write(ack);
                }
            }
        }
    }

    private static long socketClient(Options o, int size, long messages) throws Exception {
        int window = (int) o.number("window", 32);
        try (SocketChannel c = SocketChannel.open(new InetSocketAddress("127.0.0.1", SERVER))) {
            c.setOption(StandardSocketOptions.TCP_NODELAY, true);
            byte[] payload = new byte[size];
            int perWrite = Math.max(1, Math.min(window / 2, 65_536 / size));
            ByteBuffer out = ByteBuffer.allocateDirect(perWrite * size), ack = ByteBuffer.allocateDirect(8);
            long start = System.nanoTime(), sent = 0, acked = 0;
            while (acked < messages) {
                while (sent < messages && sent + perWrite <= acked + window) {
                    out.clear();
                    int n = (int) Math.min(perWrite, messages - sent);
                    for (int k = 0; k < n; k++) out.put(payload);
                    out.flip();
                    while (out.hasRemaining()) c.write(out);
                    sent += n;
                }
                ack.clear();
                while (ack.hasRemaining()) c.read(ack);
                acked = ack.flip().getLong();
            }
            return System.nanoTime() - start;
        }
    }
}
