package io.weir.api;

import io.weir.api.function.Function;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichFunction;
import io.weir.api.function.RuntimeContext;

/** A function of ours that gives the user's function inside it its life. */
abstract class FunctionAround<F extends Function> implements RichFunction {
    private final F inner;

    FunctionAround(F inner) {
        this.inner = inner;
    }

    final F inner() {
        return inner;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        if (inner instanceof RichFunction rich) {
            rich.open(openContext);
        }
    }

    @Override
    public void close() throws Exception {
        if (inner instanceof RichFunction rich) {
            rich.close();
        }
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        if (inner instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
    }

    @Override
    public RuntimeContext getRuntimeContext() {
        if (inner instanceof RichFunction rich) {
            return rich.getRuntimeContext();
        }
        throw new IllegalStateException("the function inside has no runtime context");
    }
}
