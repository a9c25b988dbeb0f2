package io.weir.api.function;

/** Receives records and forgets them. */
public final class DiscardingSink<T> implements SinkFunction<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(T value) {}
}
