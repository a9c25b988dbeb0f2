package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What one command said and how it ended. */
record CommandLine(List<String> arguments, int exit, String out, String err) {
    static CommandLine run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandLine(List.of(arguments), exit, out.toString(), err.toString());
    }

    CommandLine isRefused(int expectedExit, String code, String... fragments) {
        assertThat(err)
                .as("standard error of " + arguments)
                .startsWith("[" + code + "]")
                .contains(fragments);
        assertThat(err).as("no stack trace").doesNotContain("\tat ");
        assertThat(exit).as(err).isEqualTo(expectedExit);
        return this;
    }

    CommandLine isDone() {
        assertThat(exit).as(arguments + ": " + out + err).isEqualTo(ExitCode.OK);
        return this;
    }
}
