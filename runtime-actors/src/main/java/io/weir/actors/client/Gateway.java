package io.weir.actors.client;

import io.weir.actors.job.JobServices;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.wire.Sturdy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where clients knock, on every node under the same path: puts together what they upload, and passes on everything else to whoever leads.
 */
public final class Gateway extends AbstractBehavior<ClientCommand> {
    /** The name it must be spawned with, under the guardian: clients know it. */
    public static final String NAME = "gateway";

    /** The largest graph or jar. */
    static final long MOST_UPLOAD_BYTES = 512L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int MOST_UPLOADS = 8;

    private final ActorRef<JobManagerCommand> manager;
    private final JobServices.Storages storages;
    private final String defaultStorageUri;
    private final Executor blocking;

    /** By sha-256; the one that was begun first gives way. */
    private final Map<String, ByteArrayOutputStream> uploads = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ByteArrayOutputStream> eldest) {
            return size() > MOST_UPLOADS;
        }
    };

    private Gateway(
            ActorContext<ClientCommand> context,
            ActorRef<JobManagerCommand> manager,
            JobServices.Storages storages,
            String defaultStorageUri,
            Executor blocking) {
        super(context);
        this.manager = manager;
        this.storages = storages;
        this.defaultStorageUri = defaultStorageUri;
        this.blocking = blocking;
    }

    /**
     * Starts the gateway of a node.
     *
     * @param manager reaches whoever leads, for example the proxy of the cluster singleton
     */
    public static Behavior<ClientCommand> create(
            ActorRef<JobManagerCommand> manager,
            JobServices.Storages storages,
            String defaultStorageUri,
            Executor blocking) {
        return Sturdy.goesOn(
                ClientCommand.class,
                "The gateway",
                (command, sentence) -> command.replyTo().tell(new ClientReply.Refused(sentence)),
                Behaviors.setup(context -> new Gateway(context, manager, storages, defaultStorageUri, blocking)));
    }

    @Override
    public Receive<ClientCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(ClientCommand.Upload.class, this::onUpload)
                .onAnyMessage(command -> {
                    manager.tell(command);
                    return this;
                })
                .build();
    }

    private Behavior<ClientCommand> onUpload(ClientCommand.Upload part) {
        if (part.total() < 0 || part.total() > MOST_UPLOAD_BYTES) {
            part.replyTo()
                    .tell(new ClientReply.Refused(
                            "[CLI-511] The upload was refused. It has " + part.total() + " bytes, " + MOST_UPLOAD_BYTES
                                    + " is the limit. Put large libraries on the nodes' class path."));
            return this;
        }
        if (part.offset() == 0) {
            uploads.put(part.sha256(), new ByteArrayOutputStream());
        }
        ByteArrayOutputStream soFar = uploads.get(part.sha256());
        if (soFar == null || soFar.size() != part.offset() || part.offset() + part.bytes().length > part.total()) {
            uploads.remove(part.sha256());
            part.replyTo()
                    .tell(new ClientReply.Refused("[CLI-511] The upload was refused. Its part at " + part.offset()
                            + " does not follow the one before. Begin it anew."));
            return this;
        }
        soFar.writeBytes(part.bytes());
        if (soFar.size() < part.total()) {
            part.replyTo().tell(new ClientReply.UploadGoesOn(part.sha256(), soFar.size()));
        } else {
            uploads.remove(part.sha256());
            store(part, soFar.toByteArray());
        }
        return this;
    }

    private void store(ClientCommand.Upload part, byte[] content) {
        String uri = part.storageUri() == null ? defaultStorageUri : part.storageUri();
        blocking.execute(() -> {
            String problem = store(part.sha256(), content, uri);
            part.replyTo()
                    .tell(
                            problem == null
                                    ? new ClientReply.UploadDone(part.sha256())
                                    : new ClientReply.Refused(problem));
        });
    }

    private @Nullable String store(String sha256, byte[] content, String uri) {
        if (!sha256(content).equals(sha256)) {
            return "[CLI-511] The upload was refused. Its bytes are not what its name says. Begin it anew.";
        }
        try {
            storages.open(uri).putBlob(content);
            return null;
        } catch (IOException | RuntimeException e) {
            LOG.warn("An upload could not be stored in {}.", uri, e);
            return String.valueOf(e.getMessage());
        }
    }

    /** In lower-case hexadecimal. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
