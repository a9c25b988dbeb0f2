package io.weir.api.function;

import io.weir.api.window.Window;

/** A {@link AllWindowFunction} that is opened and closed, and can have state. */
public abstract class RichAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction
        implements AllWindowFunction<IN, OUT, W> {}
