package io.weir.testkit;

import io.weir.api.JobStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every sentence about a test that uses the testkit wrongly, side by side. */
final class TestkitErrors {
    private static final int FEW = 10;

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

    // ------------------------------------------------------------------------------------------------ whole jobs

    static IllegalArgumentException unknownUid(String uid, Collection<String> known) {
        return new IllegalArgumentException("[API-164] The job has no operator with the uid '" + uid + "'. "
                + (known.isEmpty() ? "None of its operators has a uid. " : "It has " + quoted(known) + ". ")
                + "Call uid(...) on the operator whose state the test wants to see.");
    }

    static IllegalStateException notRunning(String uid, JobStatus status) {
        return new IllegalStateException(
                "[API-165] The state of '" + uid + "' cannot be read now: the job is " + status
                        + " and this operator has no running subtask. State lives in running subtasks. Ask before the job ends; after a kill, advance the time or await a checkpoint first.");
    }

    static AssertionError noCheckpoint(Duration waited, JobStatus status, long completed, boolean enabled) {
        return new AssertionError("[API-166] No checkpoint was completed in " + waited
                + " of the job's time. The job is " + status + " and has completed " + completed + " before"
                + (enabled
                        ? ". See whether it still runs, and what the failures of its checkpoints say."
                        : "; it takes none. Call enableCheckpointing(...) on its environment."));
    }

    static IllegalStateException noJob(String where) {
        return new IllegalStateException(
                "[API-167] " + where
                        + " started no job. There is nothing to test. Call execute() on a StreamExecutionEnvironment from getExecutionEnvironment(), in the thread of the test.");
    }

    static IllegalArgumentException noSuchNode(int node, int nodes) {
        return new IllegalArgumentException("[API-168] There is no node " + node + ". The cluster has " + nodes
                + ", counted from 0. Name one of 0 to " + (nodes - 1) + ".");
    }

    static AssertionError seedFailed(long seed, Throwable why) {
        return new AssertionError(
                "[API-169] Seed " + seed + " failed. Replay it alone with @SimulatedFaults(seed = " + seed + "). "
                        + why,
                why);
    }

    static IllegalArgumentException noSeeds(int seeds) {
        return new IllegalArgumentException("[API-168] @SimulatedFaults was given " + seeds
                + " seeds. There must be one at least. Leave seeds out, or set it to 1 or more.");
    }

    // ------------------------------------------------------------------------------------------------ clusters of
    // nodes

    static IllegalStateException clusterIsNotRunning() {
        return new IllegalStateException(
                "[API-170] The WeirCluster is not running. It runs between start() and close(). Annotate its field with @RegisterExtension, or call start().");
    }

    static IllegalStateException clusterRuns() {
        return new IllegalStateException(
                "[API-170] The WeirCluster runs already. It is started once, by JUnit or by the test. Leave one of the two out.");
    }

    static IllegalStateException nodeRuns() {
        return new IllegalStateException(
                "[API-170] The node runs already. Only a dead one can be started again. Call kill(node) before restart(node).");
    }

    static IllegalStateException nodeIsDead() {
        return new IllegalStateException(
                "[API-170] The node is dead. Only a process that lives can be paused or resumed. Call restart(node) first.");
    }

    static UnsupportedOperationException onlyForProcesses(String what) {
        return new UnsupportedOperationException(
                "[API-171] " + what
                        + " is for nodes in processes of their own. A part of a JVM cannot be stopped by a signal. Use WeirCluster.inProcesses(n), or kill the node.");
    }

    static UnsupportedOperationException onlyInJvm(String what) {
        return new UnsupportedOperationException(
                "[API-171] " + what
                        + " is for nodes inside the test's JVM. The lines between processes belong to the operating system. Use WeirCluster.inThisJvm(n), or pause the node.");
    }

    static AssertionError clusterDidNot(String what, Duration patience, @Nullable Object last) {
        return new AssertionError("[API-172] The cluster was asked for " + patience + " for " + what
                + ", and it did not come. The last answer was: " + last
                + ". See whether enough nodes run and whether the job still does.");
    }

    // ------------------------------------------------------------------------------------------------ source and sink

    static IllegalStateException anotherJvm() {
        return new IllegalStateException(
                "[API-161] A TestSource or TestSink runs in another JVM than its test. Its records and results stay in the test's JVM. Use WeirCluster with nodes inside the JVM; for nodes in processes of their own, read and write files.");
    }

    static IllegalArgumentException itemAfterEnd(Object item) {
        return new IllegalArgumentException(
                "[API-162] The item " + item
                        + " follows END in a TestSource. Nothing can come after the end of an input. Leave END out, or put it last.");
    }

    static IllegalStateException nothingToResume(int position, List<TestItem> items) {
        return new IllegalStateException("[API-162] The TestSource has no PAUSE to resume from: it is past "
                + items.subList(0, Math.min(position, items.size())) + " and "
                + (position >= items.size() ? "at its end" : "before " + items.subList(position, items.size()))
                + ". Each resume() is for one PAUSE. Call it as often as there are pauses.");
    }

    static AssertionError notCommitted(int wanted, Duration atMost, List<Object> committed, List<Object> uncommitted) {
        return new AssertionError("[API-163] " + wanted + " records were to be committed within " + atMost
                + ". There are " + committed.size() + " committed: " + few(committed) + ", and " + uncommitted.size()
                + " that wait for a checkpoint: " + few(uncommitted)
                + ". See whether the job runs, has checkpoints, and emits as many.");
    }

    private static String few(List<Object> records) {
        return records.size() <= FEW ? records.toString() : records.subList(0, FEW) + " and so on";
    }

    /** In order, for people. */
    static String quoted(Collection<String> names) {
        return "'" + String.join("', '", new TreeSet<>(names)) + "'";
    }
}
