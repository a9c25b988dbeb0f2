package io.weir.actors.job;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Copies of the journal that clients ask for, one at a time; whoever asks again learns how far it is. Confined to the job manager. */
final class JournalCopies {
    private static final long UNDER_WAY = -1;

    private final JobServices services;
    private final ActorRef<JobManagerCommand> self;
    private @Nullable String request;
    private long bytes;
    private @Nullable String problem;

    JournalCopies(JobServices services, ActorRef<JobManagerCommand> self) {
        this.services = services;
        this.self = self;
    }

    void onAsked(ClientCommand.CopyJournal asked) {
        String known = request;
        if (!asked.request().equals(known)) {
            if (known != null && bytes == UNDER_WAY) {
                asked.replyTo().tell(new ClientReply.Refused(ManagerErrors.copiesAlready()));
                return;
            }
            begin(asked.request(), asked.target());
        }
        String why = problem;
        asked.replyTo()
                .tell(
                        why == null
                                ? new ClientReply.JournalCopied(asked.target(), bytes)
                                : new ClientReply.Refused(why));
    }

    private void begin(String newRequest, String target) {
        request = newRequest;
        bytes = UNDER_WAY;
        problem = null;
        services.blocking().execute(() -> {
            try {
                long length = services.operator().journal().to(Path.of(target));
                self.tell(new ManagerMessage.JournalCopyDone(newRequest, length, null));
            } catch (IOException | InvalidPathException e) {
                self.tell(new ManagerMessage.JournalCopyDone(newRequest, 0, sentence(target, e)));
            }
        });
    }

    private static String sentence(String target, Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("[")
                ? message
                : "[CKP-412] The journal was not copied to " + target + ". " + message + ". Name another path.";
    }

    void onDone(ManagerMessage.JournalCopyDone it) {
        if (it.request().equals(request)) {
            bytes = it.bytes();
            problem = it.problem();
        }
    }
}
