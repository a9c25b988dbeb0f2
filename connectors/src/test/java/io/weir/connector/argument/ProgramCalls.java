package io.weir.connector.argument;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.connector.file.FileSink;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every public method and constructor with which a program builds a job, found in the classes of the API and of the connectors. */
final class ProgramCalls {
    /** Packages that programs do not build jobs with, and why. */
    static final Map<String, String> OTHER_PACKAGES = Map.ofEntries(
            Map.entry("io.weir.api.argument", "the checks themselves"),
            Map.entry("io.weir.api.collect", "between a program and its job, behind executeAndCollect"),
            Map.entry("io.weir.api.execution", "how executors are found"),
            Map.entry("io.weir.api.field", "behind keyBy and sum, which look at the fields"),
            Map.entry("io.weir.api.graph", "what a built job is handed over as"),
            Map.entry("io.weir.api.graph.operator", "what the operators of a built job are handed over as"),
            Map.entry("io.weir.api.tuple", "records: their fields may be null"),
            Map.entry("io.weir.api.accumulator", "called for each record"),
            Map.entry("io.weir.api.metrics", "called for each record"),
            Map.entry("io.weir.connector.standard", "how the API finds the connectors"));

    /** Classes of other packages that programs do not build jobs with, and why. */
    static final Map<String, String> OTHER_CLASSES = Map.ofEntries(
            Map.entry("io.weir.api.Collector", "called for each record"),
            Map.entry("io.weir.api.CoGroupedStreams$TaggedUnion", "holds one record of either input"),
            Map.entry("io.weir.api.IterativeStream", "nobody has one: iterate() is refused"),
            Map.entry("io.weir.api.JobExecutionResult", "made by the executor"),
            Map.entry("io.weir.api.connector.ReaderInfo", "made by the runtime"),
            Map.entry("io.weir.api.connector.StandardConnectors", "how the API finds the connectors"),
            Map.entry("io.weir.api.connector.builtin.Generators", "behind fromData and fromSequence, which look"),
            Map.entry("io.weir.api.function.DistributedCache", "made by the runtime"),
            Map.entry("io.weir.api.function.JobInfo", "made by the runtime"),
            Map.entry("io.weir.api.function.TaskInfo", "made by the runtime"),
            Map.entry("io.weir.api.serde.BinaryInput", "called for each field of a record"),
            Map.entry("io.weir.api.serde.BinaryOutput", "called for each field of a record"),
            Map.entry("io.weir.api.serde.CodecRegistry", "behind registerCodec, which looks"),
            Map.entry("io.weir.api.serde.KeyChecks", "looks at each key"),
            Map.entry("io.weir.api.serde.KeyClasses", "behind connect and join"),
            Map.entry("io.weir.api.state.FrameworkState", "names the states of Weir's own operators"),
            Map.entry("io.weir.api.time.IngestionTimeAssigner", "called for each record"),
            Map.entry("io.weir.api.time.OldAssigners", "behind assignTimestampsAndWatermarks, which looks"),
            Map.entry("io.weir.api.util.Preconditions", "throws what its caller says"),
            Map.entry("io.weir.api.window.TimeWindow", "called for each record"),
            Map.entry("io.weir.api.window.evictor.TimestampedValue", "holds one record"),
            Map.entry("io.weir.connector.file.FileCommittable", "made by the sink's writer"),
            Map.entry("io.weir.connector.file.FileSourceSplit", "made by the source's enumerator"),
            Map.entry("io.weir.connector.file.FileSplits", "made by the source's enumerator"),
            Map.entry("io.weir.api.connector.builtin.IndexSplit", "made by the source's enumerator"),
            Map.entry("io.weir.api.serde.KeyEquality", "looks at each key"),
            Map.entry("io.weir.api.serde.TypeTable", "numbers the classes in a stream of bytes"),
            Map.entry("io.weir.api.time.SaturatedTime", "adds times of records"),
            Map.entry("io.weir.api.time.Watermark", "made for each watermark, of any time"),
            Map.entry("io.weir.api.window.WindowGrid", "behind the window assigners, which look"),
            Map.entry("io.weir.connector.file.FileWriterState", "made by the sink's writer"),
            Map.entry("io.weir.connector.socket.SocketSplit", "made by the source's enumerator"));

    /** Calls of one object to another while a job is built; of all other classes only static methods and constructors are. */
    private static final Set<String> CHAINED =
            Set.of("io.weir.api.config.Configuration", "io.weir.api.config.ConfigOption");

    private ProgramCalls() {}

    record Call(Class<?> receiver, Executable executable) {
        boolean isStatic() {
            return executable instanceof Constructor<?> || Modifier.isStatic(executable.getModifiers());
        }

        @Override
        public String toString() {
            return executable.toString().replaceAll("([\\w$]+\\.)+(?=\\w)", "").replaceFirst("^public ", "");
        }

        /** Such as {@code DataStream.iterate(maxWaitTimeMillis)}. */
        String parameter(Parameter parameter) {
            String method = executable instanceof Method named ? "." + named.getName() : "";
            return receiver.getSimpleName() + method + "(" + parameter.getName() + ")";
        }
    }

    static List<Call> all() throws IOException, URISyntaxException {
        List<Call> calls = new ArrayList<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && buildsJobs(type, method)) {
                    calls.add(new Call(type, method));
                }
            }
            if (!Modifier.isAbstract(type.getModifiers())) {
                for (Constructor<?> constructor : type.getConstructors()) {
                    calls.add(new Call(type, constructor));
                }
            }
        }
        return calls;
    }

    private static boolean buildsJobs(Class<?> type, Method method) {
        boolean chained = type.getPackageName().equals("io.weir.api")
                || CHAINED.contains(type.getName())
                || type.getName().endsWith("Builder")
                || method.getName().startsWith("with");
        boolean ofTheRuntime =
                method.getName().equals("equals") || method.getName().equals("onWorker");
        return !ofTheRuntime && (chained || Modifier.isStatic(method.getModifiers()));
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> module : List.of(StreamExecutionEnvironment.class, FileSink.class)) {
            for (String name : names(module)) {
                classes.add(load(name, module.getClassLoader()));
            }
        }
        classes.removeIf(type -> !isPublic(type)
                || type.isEnum()
                || Throwable.class.isAssignableFrom(type)
                || OTHER_PACKAGES.containsKey(type.getPackageName())
                || OTHER_CLASSES.containsKey(type.getName()));
        return classes;
    }

    /** Of all classes that were built together with this one: in a folder, or in a jar. */
    private static Set<String> names(Class<?> module) throws IOException, URISyntaxException {
        Path place = Path.of(
                module.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return namesBelow(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return namesBelow(jar.getPath("/"));
        }
    }

    private static Set<String> namesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .forEach(file -> names.add(
                            file.substring(0, file.length() - ".class".length()).replace('/', '.')));
            return names;
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer)) && !type.isAnonymousClass();
    }
}
