package io.weir.actors.worker;

import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Parcels;
import io.weir.runtime.cluster.PartAssembly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversations whose first thing, the command to deploy, comes in parts: there is no attempt yet that could hear them. The letters are
 * kept until the command is whole. What is not complete gives way to what comes later.
 */
final class Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);
    private static final int MOST = 8;

    /** The command, and the letters that it came in, by number. */
    record Begun(WorkerCommand.DeployAttempt deploy, List<WorkerCommand.Letter> letters) {}

    private record Key(String jobId, long epoch, long conversation) {}

    private static final class Beginning {
        final PartAssembly parts = new PartAssembly(Parcels.MOST_BYTES);
        final SortedMap<Long, WorkerCommand.Letter> letters = new TreeMap<>();
    }

    private final Parcels parcels;
    private final Map<Key, Beginning> open = new LinkedHashMap<>();

    Beginnings(Parcels parcels) {
        this.parcels = parcels;
    }

    /** Takes in a letter with a part of something; null while the command is not whole. */
    @Nullable
    Begun add(WorkerCommand.Letter letter) {
        if (!(letter.content() instanceof WorkerCommand.PayloadPart part)
                || letter.number() > part.part().count()) {
            return null; // the first thing that is said begins with the first letter
        }
        Key key = new Key(letter.jobId(), letter.epoch(), letter.conversation());
        Beginning beginning = open.computeIfAbsent(key, first -> new Beginning());
        beginning.letters.put(letter.number(), letter);
        WorkerCommand.DeployAttempt deploy = parcels.add(
                beginning.parts, part.part(), WorkerCommand.DeployAttempt.class, problem -> LOG.warn("{}", problem));
        boolean fits = deploy != null && deploy.jobId().equals(key.jobId) && deploy.epoch() == key.epoch;
        if (deploy != null || beginning.parts.heldBytes() == 0) {
            open.remove(key); // whole, or damaged: it is said again from the start
        }
        makeRoom();
        return deploy != null && fits ? new Begun(deploy, List.copyOf(beginning.letters.values())) : null;
    }

    private void makeRoom() {
        long held =
                open.values().stream().mapToLong(each -> each.parts.heldBytes()).sum();
        while (open.size() > MOST || (held > Parcels.MOST_BYTES && open.size() > 1)) {
            Beginning eldest = open.remove(open.keySet().iterator().next());
            held -= eldest == null ? 0 : eldest.parts.heldBytes();
        }
    }
}
