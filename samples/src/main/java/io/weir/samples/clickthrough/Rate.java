package io.weir.samples.clickthrough;

/** So many clicks on so many advertisements shown: what reducing state adds up. */
public record Rate(long shown, long clicks) {
    static final Rate NONE = new Rate(0, 0);

    static Rate of(AdEvent event) {
        return event.click() ? new Rate(0, 1) : new Rate(1, 0);
    }

    Rate plus(Rate other) {
        return new Rate(shown + other.shown, clicks + other.clicks);
    }

    /** Per cent; 0 where none was shown. */
    double percent() {
        return shown == 0 ? 0 : clicks * 100.0 / shown;
    }
}
