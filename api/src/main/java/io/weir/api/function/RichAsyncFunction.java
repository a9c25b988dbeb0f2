package io.weir.api.function;

/** With open and close. It has no state of a key: answers come when another record is the current one. */
public abstract class RichAsyncFunction<IN, OUT> extends AbstractRichFunction implements AsyncFunction<IN, OUT> {}
