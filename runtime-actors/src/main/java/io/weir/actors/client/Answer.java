package io.weir.actors.client;

import io.weir.actors.protocol.ClientReply;
import io.weir.actors.wire.Replies;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Waits for the answer to one question, which may come in parts. */
final class Answer {
    /** Nobody has answered; never leaves the process. */
    private enum Nobody implements ClientReply {
        INSTANCE
    }

    private Answer() {}

    /**
     * Completes the answer once, with null if nothing comes for as long as {@code patience}; a large answer may take longer, as long as
     * its parts come.
     */
    static Behavior<ClientReply> awaited(CompletableFuture<@Nullable ClientReply> answer, Duration patience) {
        return Behaviors.setup(context -> {
            context.setReceiveTimeout(patience, Nobody.INSTANCE);
            return Replies.whole(Behaviors.receive(ClientReply.class)
                    .onAnyMessage(reply -> {
                        answer.complete(reply == Nobody.INSTANCE ? null : reply);
                        return Behaviors.stopped();
                    })
                    .onSignal(PostStop.class, stop -> {
                        answer.complete(null); // the system ends: nobody answers any more
                        return Behaviors.same();
                    })
                    .build());
        });
    }
}
