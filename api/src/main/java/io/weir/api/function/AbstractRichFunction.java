package io.weir.api.function;

import io.weir.api.config.Configuration;
import org.jspecify.annotations.Nullable;

/** A rich function that does nothing when opened or closed. */
public abstract class AbstractRichFunction implements RichFunction {
    private transient @Nullable RuntimeContext runtimeContext;

    @Override
    public void open(OpenContext openContext) throws Exception {
        open(new Configuration());
    }

    @Override
    public void open(Configuration parameters) throws Exception {}

    @Override
    public void close() throws Exception {}

    @Override
    public final void setRuntimeContext(RuntimeContext context) {
        runtimeContext = context;
    }

    @Override
    public RuntimeContext getRuntimeContext() {
        RuntimeContext context = runtimeContext;
        if (context == null) {
            throw new IllegalStateException("[API-111] " + getClass().getName()
                    + " asked for its runtime context before it was opened. The context exists only on a running subtask. "
                    + "Use it in open() or later, not in the constructor.");
        }
        return context;
    }
}
