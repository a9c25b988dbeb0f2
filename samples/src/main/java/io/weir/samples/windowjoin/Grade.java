package io.weir.samples.windowjoin;

/** Somebody was given a grade, 1 to 5. */
public record Grade(String name, int grade, long millis) {
    /** Grade i, always the same one; one every 10 ms of event time. */
    static Grade generated(long i) {
        return new Grade(People.name(i), (int) (i * 7 % 5) + 1, i * 10);
    }
}
