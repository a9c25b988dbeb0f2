package io.weir.benchmarks.kit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --name value} options of one run; {@code --conf k=v} may be repeated and goes to the engine as it is. */
public final class Options implements Serializable {
    private final Map<String, String> values = new LinkedHashMap<>();
    public final Map<String, String> conf = new LinkedHashMap<>();

    public Options(String... args) {
        for (int n = 0; n + 1 < args.length; n += 2) {
            if (!args[n].startsWith("--")) {
                throw new IllegalArgumentException("not an option: " + args[n]);
            }
            if (args[n].equals("--conf")) {
                List<String> kv = List.of(args[n + 1].split("=", 2));
                conf.put(kv.get(0), kv.get(1));
            } else {
                values.put(args[n].substring(2), args[n + 1]);
            }
        }
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("option without a value: " + args[args.length - 1]);
        }
    }

    /** As given to the constructor: makes an equal object in another process. */
    public String[] toArgs() {
        List<String> out = new ArrayList<>();
        values.forEach((k, v) -> out.addAll(List.of("--" + k, v)));
        conf.forEach((k, v) -> out.addAll(List.of("--conf", k + "=" + v)));
        return out.toArray(String[]::new);
    }

    public String get(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    public long number(String name, long fallback) {
        return Long.parseLong(values.getOrDefault(name, Long.toString(fallback)).replace("_", ""));
    }

    public void put(String name, String value) {
        values.put(name, value);
    }

    public String engine() {
        return get("engine", "plain");
    }

    public Workload workload() {
        return Workload.of(get("workload", "wordcount"));
    }

    public int parallelism() {
        return (int) number("parallelism", 1);
    }

    /** Rounded down to a multiple of the parallelism so that every source instance has the same share. */
    public long records() {
        long p = parallelism();
        return number("records", 1_000_000) / (p * 2) * (p * 2);
    }

    public boolean heap() {
        return get("state", "heap").equals("heap");
    }

    /** 0 for none. */
    public long checkpointMs() {
        return number("checkpoint-interval-ms", 0);
    }

    /** Records per second over all source instances; 0: as fast as the engine takes them. */
    public long rate() {
        return number("rate", 0);
    }

    /** Whether the job promises that its functions do not keep, change or emit again what they emitted. */
    public boolean objectReuse() {
        return oneOf("object-reuse", "true", "false").equals("true");
    }

    /** Java records instead of tuples and objects with public fields; Weir only. */
    public boolean immutable() {
        return oneOf("values", "mutable", "immutable").equals("immutable");
    }

    /** The first is meant if nothing was said. */
    private String oneOf(String name, String first, String second) {
        String value = get(name, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw new IllegalArgumentException("[CLI-564] " + name + " cannot be '" + value + "'. It is " + first
                    + " or " + second + ". Choose one of them.");
        }
        return value;
    }

    public String dir() {
        return get(
                "dir",
                System.getProperty("java.io.tmpdir") + "/bench-"
                        + ProcessHandle.current().pid());
    }

    public Probe probe() {
        return new Probe(dir() + "/probe");
    }
}
