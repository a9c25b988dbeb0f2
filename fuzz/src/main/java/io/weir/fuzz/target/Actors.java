package io.weir.fuzz.target;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;

/** The actor system that serializers ask for their settings and for actors by name; one in a process, without network. */
final class Actors {
    private static final ExtendedActorSystem SYSTEM = (ExtendedActorSystem) ActorSystem.create(
            "fuzz",
            ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = OFF, pekko.daemonic = on, "
                            + "pekko.stdout-loglevel = OFF, pekko.jvm-shutdown-hooks = off")
                    .withFallback(WeirConfig.load(ConfigFactory.empty())));

    private Actors() {}

    static ExtendedActorSystem system() {
        return SYSTEM;
    }
}
