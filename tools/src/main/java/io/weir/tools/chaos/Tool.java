package io.weir.tools.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the operating system that do one thing and end. */
final class Tool {
    private static final int LIMIT_SECONDS = 20;

    private Tool() {}

    /**
     * Runs it; returns what it said.
     *
     * @throws IOException with what it said if it failed, did not end, or is not there
     */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                var unused = process.destroyForcibly();
                throw new IOException("'" + String.join(" ", command) + "' did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("'" + String.join(" ", command) + "' failed: " + said);
        }
        return said;
    }

    static String run(String... command) throws IOException {
        return run(List.of(command));
    }
}
