package io.weir.api.function;

/**
 * Which subtask this is.
 *
 * @param taskName the operator's name
 * @param indexOfThisSubtask from 0
 * @param maxNumberOfParallelSubtasks the operator's max parallelism, the number of its key groups
 * @param attemptNumber from 0, one more after each restart
 */
public record TaskInfo(
        String taskName,
        int indexOfThisSubtask,
        int numberOfParallelSubtasks,
        int maxNumberOfParallelSubtasks,
        int attemptNumber) {
    public String getTaskName() {
        return taskName;
    }

    public int getIndexOfThisSubtask() {
        return indexOfThisSubtask;
    }

    public int getNumberOfParallelSubtasks() {
        return numberOfParallelSubtasks;
    }

    public int getMaxNumberOfParallelSubtasks() {
        return maxNumberOfParallelSubtasks;
    }

    public int getAttemptNumber() {
        return attemptNumber;
    }

    /** As logs say it: {@code name (1/4)#0}, the subtask counted from 1. */
    public String getTaskNameWithSubtasks() {
        return taskName + " (" + (indexOfThisSubtask + 1) + "/" + numberOfParallelSubtasks + ")#" + attemptNumber;
    }
}
