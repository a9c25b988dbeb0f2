package io.weir.api.function;

import io.weir.api.window.Window;

/** A {@link WindowFunction} that is opened and closed, and can have state. */
public abstract class RichWindowFunction<IN, OUT, KEY, W extends Window> extends AbstractRichFunction
        implements WindowFunction<IN, OUT, KEY, W> {}
