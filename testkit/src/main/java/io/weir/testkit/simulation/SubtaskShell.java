package io.weir.testkit.simulation;

import io.weir.actors.subtask.SubtaskActor;
import io.weir.runtime.subtask.Subtask;
import java.lang.reflect.Field;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.typed.internal.adapter.ActorAdapter;

/** Looks into the actor of a subtask, which shows nothing by itself: rules about queues and tests about state need its core. Reads only. */
record SubtaskShell(Subtask subtask, long epoch) {
    private static final Field SUBTASK = field("subtask");
    private static final Field EPOCH = field("epoch");

    /** Of an actor that runs {@link SubtaskActor}. */
    static SubtaskShell of(ActorCell cell) {
        try {
            Object shell = ((ActorAdapter<?>) cell.actor()).currentBehavior();
            return new SubtaskShell((Subtask) SUBTASK.get(shell), EPOCH.getLong(shell));
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Field field(String name) {
        try {
            Field field = SubtaskActor.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException renamed) {
            throw new AssertionError("SubtaskActor has no field '" + name + "' any more: change it here too", renamed);
        }
    }
}
