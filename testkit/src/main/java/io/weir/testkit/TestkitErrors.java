package io.weir.testkit;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every sentence about a test that uses the testkit wrongly, side by side. */
final class TestkitErrors {
    private TestkitErrors() {}

    static IllegalStateException closed(String operator) {
        return new IllegalStateException(
                "[API-150] The harness of " + operator
                        + " is closed. Nothing reaches its operator any more. Make another harness, and restore it from a snapshot if it is to go on.");
    }

    static IllegalStateException failed(String operator, Throwable why) {
        return new IllegalStateException(
                "[API-150] The harness of " + operator + " failed before, with " + why
                        + ". A job would restart here from its last checkpoint. Call restore(snapshot), or make another harness.",
                why);
    }

    static IllegalArgumentException unknownState(String operator, String name, Collection<String> known) {
        return new IllegalArgumentException("[API-151] There is no state '" + name + "' in " + operator + ". "
                + (known.isEmpty()
                        ? "It has not asked for any state yet. "
                        : "It has asked for " + quoted(known) + ". ")
                + "Use the name of the state's descriptor.");
    }

    static IllegalArgumentException otherKindOfState(
            String operator, String name, String asked, @Nullable Object content) {
        return new IllegalArgumentException("[API-151] The state '" + name + "' in " + operator + " is no " + asked
                + "; it holds "
                + (content == null ? "nothing" : content.getClass().getSimpleName() + " " + content)
                + ". Read it with the method for its kind: value, list or map.");
    }

    static IllegalArgumentException notOneOperator(List<String> operators) {
        return new IllegalArgumentException(
                "[API-152] The harness runs one operator, and was given "
                        + (operators.isEmpty() ? "none" : operators.size() + ": " + quoted(operators))
                        + ". It stands in for all that is around the operator. Return stream.keyBy(...).process(...) or the like, and test several operators together with JobTest.");
    }

    static IllegalStateException noKeys(String operator) {
        return new IllegalStateException(
                "[API-153] There is no keyed state in " + operator
                        + ": its stream has no keys. State and timers belong to keys. Build the harness with keyBy(...) before the operator.");
    }

    static IllegalArgumentException otherKeyClass(String operator, Object key, Class<?> seen) {
        return new IllegalArgumentException("[API-153] " + operator + " has keys of class " + seen.getName()
                + ", and was asked for the state of the key " + key + " of class "
                + key.getClass().getName()
                + ". Keys of different classes are never equal. Ask with a key as the key selector returns it"
                + (seen == Long.class && key.getClass() == Integer.class ? ": " + key + "L." : "."));
    }

    static IllegalArgumentException timeGoesBack(long now, long asked) {
        return new IllegalArgumentException(
                "[API-154] The processing time is " + now + ", and was to be set to " + asked
                        + ". Clocks of a test do not go back, as timers that have fired cannot be called back. Set a later time, or make another harness.");
    }

    static IllegalArgumentException checkpointIdFalls(long asked, long last) {
        return new IllegalArgumentException("[API-154] A snapshot for checkpoint " + asked + " was asked for after "
                + last + ". Ids of checkpoints rise. Give a higher one, or call snapshot() without one.");
    }

    static IllegalArgumentException runsInThread() {
        return new IllegalArgumentException(
                "[API-155] A SourceFunction loops in a thread of its own. The harness is one thread. Test it with WeirCluster, or make it a Source.");
    }

    static IllegalArgumentException parallelismOutOfRange(String operator, int parallelism, int maxParallelism) {
        return new IllegalArgumentException(
                "[API-108] " + operator + " cannot be restored with parallelism "
                        + parallelism + ": its max parallelism is " + maxParallelism
                        + ". It must be from 1 to that. Call setMaxParallelism with a higher number before the first snapshot.");
    }

    static NullPointerException nullElement(String operator) {
        return new NullPointerException("[API-113] A harness was given null as a record for " + operator
                + ". Records are never null. Leave it out, or use a value that stands for nothing.");
    }

    /** In order, for people. */
    static String quoted(Collection<String> names) {
        return "'" + String.join("', '", new TreeSet<>(names)) + "'";
    }
}
