package io.weir.actors.node;

/**
 * Why a node has ended.
 *
 * @param sentence with a code, as it was logged
 */
public record NodeEnd(Kind kind, String sentence) {
    /** What ended it. */
    public enum Kind {
        /** It was told to: by its program, by a signal to its process, or by a request to leave. */
        TOLD,
        /** The others have removed it. */
        REMOVED,
        /** It removed itself, because it could not reach a majority. */
        OUTVOTED,
        /** No seed node let it join. */
        NOT_JOINED,
        /** It was to lead and must not: another leads by now, or its journal is not the cluster's. It may work. */
        RESIGNED,
        /** The cluster's settings differ from its own. */
        REFUSED,
        /** Something in it broke. */
        BROKEN;

        /** Whether a new member in its place may fare better; whoever was told to end, or differs, stays away. */
        public boolean mayRejoin() {
            return switch (this) {
                case REMOVED, OUTVOTED, RESIGNED, NOT_JOINED, BROKEN -> true;
                case TOLD, REFUSED -> false;
            };
        }
    }
}
