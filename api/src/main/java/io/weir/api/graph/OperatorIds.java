package io.weir.api.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names operators in checkpoints. With a uid the id follows from it alone. Without, it follows from the ids of the operators before it
 * and from how many others read the same: operators elsewhere in the job may come and go, those before it may not. Do not modify: state
 * is found by these ids.
 */
public final class OperatorIds {
    private static final int BYTES = 16;

    private final Map<Integer, String> byNode = new HashMap<>();
    private final Map<String, Integer> seenPlaces = new HashMap<>();

    /**
     * The id of the next operator.
     *
     * @param inputs the edges into it, from operators that were asked for before
     * @return 32 hex digits
     */
    public String idOf(int nodeId, @Nullable String uid, List<StreamEdge> inputs) {
        StringBuilder place = new StringBuilder("place");
        for (StreamEdge edge : inputs) {
            place.append(" from ").append(byNode.getOrDefault(edge.from(), "nowhere"));
            if (edge.sideOutput() != null) {
                place.append(" side ").append(edge.sideOutput().getId());
            }
        }
        int others = seenPlaces.merge(place.toString(), 1, Integer::sum);
        String id = uid != null ? ofUid(uid) : hash(place + " number " + others);
        byNode.put(nodeId, id);
        return id;
    }

    /** The id of an operator with this uid, in any job. */
    public static String ofUid(String uid) {
        return hash("uid " + uid);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each Java has SHA-256", e);
        }
    }
}
