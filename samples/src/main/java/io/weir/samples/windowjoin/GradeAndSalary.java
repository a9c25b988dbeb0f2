package io.weir.samples.windowjoin;

/** A grade and a salary of the same person that came in the same window. */
public record GradeAndSalary(String name, int grade, int salary) {}
