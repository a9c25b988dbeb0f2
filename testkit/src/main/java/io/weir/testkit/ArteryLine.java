package io.weir.testkit;

import io.weir.actors.node.WeirNode;
import java.lang.reflect.Constructor;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.remote.RemoteActorRefProvider;

/**
 * The line between two actor systems, which Artery can lose messages on when it runs in its test mode. The commands for that are Scala
 * objects without a Java API, so they are found by name.
 */
final class ArteryLine {
    private static final String ADAPTER = "org.apache.pekko.remote.transport.ThrottlerTransportAdapter$";

    private ArteryLine() {}

    /** Loses, or no longer loses, everything in both directions. */
    static void set(ActorSystem<?> system, String address, boolean lose) {
        Address peer = AddressFromURIString.parse("pekko://" + WeirNode.SYSTEM + "@" + address);
        ExtendedActorSystem classic = (ExtendedActorSystem) Adapter.toClassic(system);
        RemoteActorRefProvider provider = (RemoteActorRefProvider) classic.provider();
        var unused = provider.transport().managementCommand(command(peer, lose ? "Blackhole$" : "Unthrottled$"));
    }

    private static Object command(Address peer, String mode) {
        try {
            Constructor<?> setThrottle = Class.forName(ADAPTER + "SetThrottle").getConstructors()[0];
            return setThrottle.newInstance(peer, object("Direction$Both$"), object(mode));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this version of Pekko has no test mode of Artery as the testkit knows it", e);
        }
    }

    private static Object object(String name) throws ReflectiveOperationException {
        return Class.forName(ADAPTER + name).getField("MODULE$").get(null);
    }
}
