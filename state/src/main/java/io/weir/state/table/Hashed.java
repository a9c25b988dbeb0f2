package io.weir.state.table;

/** An element of a {@link FreezableTable}, with its hash kept at hand. */
public abstract class Hashed {
    private final int hash;

    /** @param hash well spread: the table uses its low bits as they are, see {@link #spread} */
    protected Hashed(int hash) {
        this.hash = hash;
    }

    public final int hash() {
        return hash;
    }

    /** Makes a hash code of which all bits matter one whose low bits differ. Elements of one table often agree in what picked the table. */
    public static int spread(int hashCode) {
        int hash = hashCode * 0x9E3779B9;
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        return hash ^ (hash >>> 13);
    }
}
