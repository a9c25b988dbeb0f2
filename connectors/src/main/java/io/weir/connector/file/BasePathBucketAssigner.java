package io.weir.connector.file;

/** All in one directory. */
public final class BasePathBucketAssigner<T> implements BucketAssigner<T> {
    private static final long serialVersionUID = 1;

    @Override
    public String getBucketId(T element, Context context) {
        return "";
    }
}
