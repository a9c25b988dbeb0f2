package io.weir.tools.chaos;

import io.weir.tools.chaos.PlannedFault.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What is done to whom, and when: drawn from a seed. Pure: the same seed gives the same plan. */
final class ChaosPlan {
    /** Of the kills, one in so many hits the leader; the issue asks for a fifth at least. */
    static final int KILLS_PER_LEADER = 4;
    /** So many kills for one fault of each other kind. */
    static final int KILLS_PER_OTHER = 10;

    /** So many kills for one pause of minutes. */
    static final int KILLS_PER_LONG_PAUSE = 40;

    private static final double FOLLOWED = 0.15;

    private ChaosPlan() {}

    /** @param kills SIGKILLs, 0 or more; the other kinds come on top, at least one of each */
    static List<PlannedFault> of(long seed, int kills, Set<FaultKind> kinds) {
        Random random = new Random(seed);
        List<FaultKind> order = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (kinds.contains(kind)) {
                order.addAll(Collections.nCopies(times(kind, kills), kind));
            }
        }
        Collections.shuffle(order, random);
        List<Victim> killed = new ArrayList<>(Collections.nCopies(kills, Victim.WORKER));
        for (int leader = 0; leader < kills; leader += KILLS_PER_LEADER) {
            killed.set(leader, Victim.LEADER);
        }
        Collections.shuffle(killed, random);
        List<PlannedFault> plan = new ArrayList<>();
        int kill = 0;
        for (FaultKind kind : order) {
            Victim victim = kind == FaultKind.KILL
                    ? killed.get(kill++)
                    : random.nextInt(KILLS_PER_LEADER) == 0 ? Victim.LEADER : Victim.WORKER;
            boolean last = plan.size() == order.size() - 1;
            plan.add(new PlannedFault(
                    plan.size() + 1,
                    kind,
                    victim,
                    between(random, 300, 2_500),
                    lasts(kind, random),
                    between(random, 200, 2_500),
                    random.nextDouble() < FOLLOWED && !last && mayFollow(kind, order.get(plan.size() + 1)),
                    between(random, 0, 1_500),
                    random.nextInt(Integer.MAX_VALUE)));
        }
        return plan;
    }

    /**
     * A foreign journal takes several steps, with a whole cluster between them. A pause of minutes is to last, and a fault that is still there when it
     * begins would too: there would be no majority.
     */
    private static boolean mayFollow(FaultKind kind, FaultKind next) {
        Set<FaultKind> alone = Set.of(FaultKind.FOREIGN_JOURNAL, FaultKind.LONG_PAUSE);
        return !alone.contains(kind) && !alone.contains(next);
    }

    private static int times(FaultKind kind, int kills) {
        return switch (kind) {
            case KILL -> kills;
            case LONG_PAUSE -> Math.max(1, kills / KILLS_PER_LONG_PAUSE);
            default -> Math.max(1, kills / KILLS_PER_OTHER);
        };
    }

    /**
     * Kills alone, one after the other, with the same quiet time before each.
     *
     * @param quiet from the moment the cluster is whole until a kill
     */
    static List<PlannedFault> evenly(long seed, Duration duration, Duration quiet) {
        int kills = (int) Math.min(10_000, duration.toMillis() / Math.max(1, quiet.toMillis()));
        List<PlannedFault> plan = new ArrayList<>();
        for (PlannedFault drawn : of(seed, kills, Set.of(FaultKind.KILL))) {
            plan.add(new PlannedFault(
                    drawn.number(),
                    drawn.kind(),
                    drawn.victim(),
                    quiet.toMillis(),
                    0,
                    drawn.downMillis(),
                    false,
                    0,
                    drawn.draw()));
        }
        return plan;
    }

    private static long lasts(FaultKind kind, Random random) {
        return switch (kind) {
            case KILL, CLOCK, FOREIGN_JOURNAL -> 0;
            // one in three is shorter than the failure detector is patient
            case PAUSE -> random.nextInt(3) == 0 ? between(random, 200, 1_200) : between(random, 2_500, 9_000);
            case STALL -> between(random, 5_000, 40_000);
            case LONG_PAUSE -> between(random, 90_000, 150_000);
            case OVERLOAD -> between(random, 5_000, 25_000);
            case PARTITION -> between(random, 500, 8_000);
            case DISK_FULL -> between(random, 1_000, 6_000);
        };
    }

    private static long between(Random random, int least, int most) {
        return (long) least + random.nextInt(most - least);
    }
}
