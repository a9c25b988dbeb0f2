package io.weir.api.serde;

import io.weir.api.window.GlobalWindow;
import io.weir.api.window.TimeWindow;

/** Windows, which state and timers are found by. */
final class WindowCodecs {

    private WindowCodecs() {}

    static void addTo(BuiltInCodecs.Target to) {
        to.immutable(
                Tags.TIME_WINDOW,
                TimeWindow.class,
                (v, out) -> {
                    out.writeZigZagLong(v.getStart());
                    out.writeZigZagLong(v.getEnd() - v.getStart());
                },
                in -> {
                    long start = in.readZigZagLong();
                    return new TimeWindow(start, start + in.readZigZagLong());
                });
        to.immutable(Tags.GLOBAL_WINDOW, GlobalWindow.class, (v, out) -> {}, in -> GlobalWindow.get());
    }
}
