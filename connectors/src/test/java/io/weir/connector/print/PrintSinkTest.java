package io.weir.connector.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.connector.SinkWriter;
import io.weir.connector.Fakes.NoTime;
import io.weir.connector.Fakes.SinkContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated // it exchanges the streams of the process
class PrintSinkTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0, 1, 'value'", //
        "'', 2, 4, '3> value'",
        "words, 0, 1, 'words> value'",
        "words, 3, 4, 'words:4> value'"
    })
    void aLineSaysPrefixAndSubtaskWhereThereAreAny(String prefix, int subtask, int parallelism, String line)
            throws Exception {
        for (boolean stdErr : new boolean[] {false, true}) {
            assertThat(printed(stdErr, prefix, subtask, parallelism, "value")).isEqualTo(line + System.lineSeparator());
        }
    }

    private static String printed(boolean stdErr, String prefix, int subtask, int parallelism, String value)
            throws Exception {
        PrintStream before = stdErr ? System.err : System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        set(stdErr, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            SinkWriter<String> writer =
                    new PrintSink<String>(stdErr, prefix).createWriter(SinkContext.fresh(subtask, parallelism));
            writer.write(value, NoTime.NO_TIME);
            writer.flush(true);
            writer.close();
        } finally {
            set(stdErr, before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void set(boolean stdErr, PrintStream stream) {
        if (stdErr) {
            System.setErr(stream);
        } else {
            System.setOut(stream);
        }
    }
}
