package io.weir.api;

import java.util.List;

/** A job that cannot run, with all that is wrong with it. */
public class InvalidJobException extends IllegalStateException {
    private final List<String> problems;

    /**
     * With sentences that each begin with a code.
     *
     * @param problems at least one
     */
    public InvalidJobException(String jobName, List<String> problems) {
        super("Job '" + jobName + "' cannot run, it has "
                + (problems.size() == 1 ? "a problem" : problems.size() + " problems") + ":\n  "
                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, beginning with its code in brackets. */
    public List<String> problems() {
        return problems;
    }
}
