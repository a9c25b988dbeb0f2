package io.weir.api.metrics;

/** A metric that wants to be told that time goes by. */
public interface View {
    int UPDATE_INTERVAL_SECONDS = 5;

    /** Called every {@value #UPDATE_INTERVAL_SECONDS} seconds by its subtask's thread. */
    void update();
}
