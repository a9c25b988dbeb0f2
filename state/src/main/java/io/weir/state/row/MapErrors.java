package io.weir.state.row;

/** What both backends answer when an iterator over a map state is asked for what {@link java.util.Iterator} does not allow. */
public final class MapErrors {
    private MapErrors() {}

    /** {@code remove} before {@code next}, or a second time. */
    public static IllegalStateException nothingToRemove() {
        return new IllegalStateException(
                "[API-260] an iterator over a map state was asked to remove, but next() has given no entry since it began or since the last"
                        + " remove(). Call remove() once for each next(); hasNext() may come in between");
    }

    /** {@code setValue} of an entry that is not in the map any more. */
    public static IllegalStateException setAfterRemoval() {
        return new IllegalStateException(
                "[API-260] setValue was called on an entry that was removed from its map state, which would bring it back. Set it before it is"
                        + " removed, or use put");
    }
}
