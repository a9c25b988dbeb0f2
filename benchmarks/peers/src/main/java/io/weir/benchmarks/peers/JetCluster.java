package io.weir.benchmarks.peers;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import io.weir.benchmarks.kit.Child;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Recovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jet over --members JVMs; with --kill-at-s S the last member is killed with SIGKILL S seconds after the start. */
public final class JetCluster {
    private JetCluster() {}

    private static final int PORT = 5811;

    /** A member: args are its number, the number of members, then --conf options. */
    public static void main(String[] args) {
        int members = Integer.parseInt(args[1]);
        Options o = new Options(java.util.Arrays.copyOfRange(args, 2, args.length));
        Config config = JetRunner.config(o, PORT + Integer.parseInt(args[0]));
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true);
        for (int n = 0; n < members; n++)
            config.getNetworkConfig().getJoin().getTcpIpConfig().addMember("127.0.0.1:" + (PORT + n));
        Hazelcast.newHazelcastInstance(config);
    }

    static Map<String, Object> run(Options o) throws Exception {
        int members = (int) o.number("members", 2);
        List<Process> all = new ArrayList<>();
        for (int n = 0; n < members; n++) {
            List<String> args = new ArrayList<>(List.of(Integer.toString(n), Integer.toString(members)));
            o.conf.forEach((k, v) -> args.addAll(List.of("--conf", k + "=" + v)));
            all.add(Child.java(
                    "member-" + n,
                    o.dir(),
                    List.of("-Xms1664m", "-Xmx1664m"),
                    "io.weir.benchmarks.peers.JetCluster",
                    args.toArray(new String[0])));
        }
        ClientConfig client = new ClientConfig();
        client.setProperty("hazelcast.logging.type", "none");
        client.getNetworkConfig().addAddress("127.0.0.1:" + PORT);
        client.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(60_000);
        HazelcastInstance c = HazelcastClient.newHazelcastClient(client);
        FlinkCluster.await(() -> c.getCluster().getMembers().size() == members, 60);
        Thread.sleep(2000);
        o.put("splits", Integer.toString(members * 2));
        double cpuBefore = Child.cpuSeconds(all);
        Job job = JetRunner.submit(c, o);
        Map<String, Object> out = new LinkedHashMap<>();
        long killAt = o.number("kill-at-s", 0), killed = 0;
        double cpuOfKilled = 0;
        if (killAt > 0) {
            FlinkCluster.await(() -> o.probe().read("start-").size() >= members, 60);
            Thread.sleep(killAt * 1000);
            cpuOfKilled = Child.cpuSeconds(all.subList(members - 1, members));
            killed = System.nanoTime();
            all.get(members - 1).destroyForcibly();
        }
        job.join();
        out.put("members", members);
        out.put("cpu_seconds", Harness.round(Child.cpuSeconds(all) + cpuOfKilled - cpuBefore));
        if (killed != 0) Recovery.analyse(o.probe(), killed, out);
        out.put("own_cpu_seconds", Child.cpuSeconds(all) + cpuOfKilled);
        all.forEach(Process::destroyForcibly);
        return out;
    }
}
