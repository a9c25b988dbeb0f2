package io.weir.launch;

import io.weir.runtime.failure.Quoted;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** What is wrong with a command line, in sentences with a code. */
final class UsageErrors {
    static final String NO_COMMAND = "no command is given";

    private static final int MOST = 500;

    private UsageErrors() {}

    /** Prints the sentence, and what was nearly meant; the exit code is that of wrong usage. */
    static int print(CommandLine.ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(sentence(problem));
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        return ExitCode.USAGE;
    }

    private static String sentence(CommandLine.ParameterException problem) {
        String said = String.valueOf(problem.getMessage());
        if (said.contains("[CLI-")) { // of a command that looks at its values itself
            return Quoted.lines(said.substring(said.indexOf("[CLI-")));
        }
        String called = problem.getCommandLine().getCommandSpec().qualifiedName();
        return "[" + codeOf(problem) + "] The command line of '" + called + "' cannot be read: " + whatIsWrong(problem)
                + ". '" + called + " --help' lists what there is.";
    }

    private static String codeOf(CommandLine.ParameterException problem) {
        if (NO_COMMAND.equals(problem.getMessage())) {
            return "CLI-540";
        } else if (problem instanceof CommandLine.UnmatchedArgumentException) {
            return "CLI-541";
        }
        return problem instanceof CommandLine.MissingParameterException ? "CLI-542" : "CLI-543";
    }

    /** picocli repeats what was written, of whatever length. */
    private static String whatIsWrong(CommandLine.ParameterException problem) {
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> written = unmatched.getUnmatched();
            return (unmatched.isUnknownOption() ? "there is no option " : "nothing is expected at ")
                    + Quoted.of(written.isEmpty() ? "" : written.get(0))
                    + (written.size() > 1 ? " (and " + (written.size() - 1) + " more)" : "");
        }
        String said = Quoted.lines(String.valueOf(problem.getMessage()))
                .replace('\n', ' ')
                .strip();
        String cut = said.length() > MOST ? said.substring(0, MOST) + "..." : said;
        return cut.isEmpty() ? "see there" : cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
