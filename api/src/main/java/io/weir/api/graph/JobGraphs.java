package io.weir.api.graph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job graph as bytes, and back. This is the one place that uses Java serialization, for the user's functions; bytes come only from an
 * authenticated submitter, and what they hold runs with the rights of the node.
 */
public final class JobGraphs {
    /** A graph is refused beyond this. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int MAX_DEPTH = 2_000;

    private static final long LEAST_ELEMENTS = 1024;

    private JobGraphs() {}

    /**
     * Writes a graph.
     *
     * @throws UnserializableFunctionException [API-103] naming operator, class and field if a function cannot travel
     * @throws IllegalArgumentException [API-128] if the graph is larger than {@link #MAX_BYTES}
     */
    public static byte[] toBytes(JobGraph graph) {
        List<String> problems = problemsOf(graph);
        if (!problems.isEmpty()) {
            throw new UnserializableFunctionException(String.join("\n", problems));
        }
        try {
            byte[] bytes = write(graph);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("[API-128] The job '" + graph.name() + "' takes " + bytes.length
                        + " bytes, " + MAX_BYTES
                        + " is the limit. Functions and in-memory sources carry too much data. "
                        + "Read large data from a file or load it in open().");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnserializableFunctionException("[API-103] The job '" + graph.name()
                    + "' cannot be sent to its subtasks. Its settings hold " + e.getMessage()
                    + ", which is not java.io.Serializable. Make it Serializable.");
        }
    }

    /**
     * Reads a graph.
     *
     * @param userCode loads the user's classes
     * @throws IllegalArgumentException [API-129] if the bytes are not a job graph, or a class is missing
     */
    public static JobGraph fromBytes(byte[] bytes, ClassLoader userCode) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("[API-128] A job graph of " + bytes.length + " bytes was refused, "
                    + MAX_BYTES + " is the limit. Read large data from a file or load it in open().");
        }
        return fromBytes(bytes, "The job graph", JobGraph.class, userCode);
    }

    /**
     * Reads an object of the user's that travelled between two nodes that run the job.
     *
     * @param what for messages, as the beginning of a sentence
     * @param userCode loads the user's classes
     * @throws IllegalArgumentException [API-129] if the bytes are no such object, or a class is missing
     */
    public static <T> T fromBytes(byte[] bytes, String what, Class<T> type, ClassLoader userCode) {
        try {
            Object read = read(bytes, userCode);
            if (!type.isInstance(read)) {
                throw new InvalidObjectException("it is "
                        + (read == null ? "null" : "a " + read.getClass().getName()));
            }
            return type.cast(read);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "[API-129] " + what + " cannot be read: class " + e.getMessage()
                            + " is not in the job's jar. Build the jar from the same code as the program, with its dependencies.",
                    e);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | InternalError e) {
            // the last is thrown by the JDK's own maps, of a damaged one
            throw new IllegalArgumentException(
                    "[API-129] " + what + " cannot be read: " + e
                            + ". The bytes are damaged, or come from another version of Weir or of the job. "
                            + "Submit the job again with the version the cluster runs.",
                    e);
        }
    }

    /**
     * A deep copy, as each subtask needs of its functions.
     *
     * @throws UnserializableFunctionException [API-103] naming class and field if it cannot be copied
     */
    @SuppressWarnings("unchecked")
    public static <T extends Serializable> T copyOf(T function, ClassLoader userCode) {
        try {
            return (T) read(write(function), userCode);
        } catch (IOException e) {
            throw new UnserializableFunctionException(
                    Unserializable.sentence(function.getClass().getName(), function, e));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "[API-129] A function cannot be copied: class " + e.getMessage()
                            + " is not in the job's jar. Build the jar with its dependencies.",
                    e);
        }
    }

    /** A sentence for each function that cannot be serialized. */
    static List<String> problemsOf(JobGraph graph) {
        List<String> problems = new ArrayList<>();
        for (StreamNode node : graph.nodes()) {
            addProblem(
                    problems, "Operator '" + node.name() + "'", node.operator().userObject());
            addProblem(problems, "The key of operator '" + node.name() + "'", node.stateKey());
            addProblem(problems, "The second key of operator '" + node.name() + "'", node.secondStateKey());
        }
        for (StreamEdge edge : graph.edges()) {
            if (edge.partitioning() instanceof Partitioning.Custom custom) {
                String where = "partitionCustom before operator '"
                        + graph.node(edge.to()).name() + "'";
                addProblem(problems, where, custom.partitioner());
                addProblem(problems, where, custom.selector());
            }
        }
        return problems;
    }

    private static void addProblem(List<String> problems, String where, @Nullable Serializable function) {
        if (function == null) {
            return;
        }
        try {
            write(function);
        } catch (IOException e) {
            problems.add(Unserializable.sentence(where, function, e));
        }
    }

    private static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (StackOverflowError e) {
            throw new InvalidObjectException("a structure too deep for Java serialization");
        } catch (RuntimeException e) {
            throw new NotSerializableException(String.valueOf(e.getMessage()));
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes, ClassLoader userCode) throws IOException, ClassNotFoundException {
        try (LoaderInputStream in = new LoaderInputStream(bytes, userCode)) {
            try {
                return in.readObject();
            } catch (IOException | RuntimeException e) {
                String missing = in.missing; // within a record or list, Java reports it as another error
                if (missing != null) {
                    throw new ClassNotFoundException(missing, e);
                }
                throw e;
            }
        }
    }

    /** Finds classes through the job's class loader, and refuses absurd streams. */
    private static final class LoaderInputStream extends ObjectInputStream {
        private static final Set<String> PRIMITIVES =
                Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "void");

        private final ClassLoader loader;
        private @Nullable String missing;

        LoaderInputStream(byte[] bytes, ClassLoader loader) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
            // An element takes a byte at least, and hash tables have room for four times their elements.
            long mostElements = LEAST_ELEMENTS + 4L * bytes.length;
            setObjectInputFilter(info -> info.depth() > MAX_DEPTH || info.arrayLength() > mostElements
                    ? ObjectInputFilter.Status.REJECTED
                    : ObjectInputFilter.Status.UNDECIDED);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            if (PRIMITIVES.contains(description.getName())) {
                return super.resolveClass(description);
            }
            try {
                // and nowhere else: a job sees the classes of its own jar
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                missing = description.getName();
                throw e;
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            Class<?>[] classes = new Class<?>[interfaces.length];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = Class.forName(interfaces[i], false, loader);
            }
            return Proxy.newProxyInstance(loader, classes, (proxy, method, arguments) -> null)
                    .getClass();
        }
    }
}
