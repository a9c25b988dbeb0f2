package io.weir.samples.windowjoin;

/** Somebody's salary was set. */
public record Salary(String name, int salary, long millis) {
    /** Salary i, always the same one; one every 10 ms of event time. */
    static Salary generated(long i) {
        return new Salary(People.name(i * 5 + 2), 1000 + (int) (i * 37 % 90) * 100, i * 10);
    }
}
