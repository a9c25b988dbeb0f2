package io.weir.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the samples print with no options into a pipe: all of them at one level, and each exactly what its file says. */
class PrintedOutputTest {
    private static final int MOST_LINES = 60;
    private static final int MOST_COLUMNS = 79;
    private static final Pattern TOO_EXACT = Pattern.compile("\\d\\.\\d{3,}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d,\\d");
    private static final Pattern RECORD = Pattern.compile("\\w\\[\\w+=");

    /** The one that prints nothing before somebody types. */
    private static final String TYPED = "socket-word-count";

    /** Its server answers in real time. */
    private static final String TIMED = "async-io";

    /** Has so many words that a simulation takes long. */
    private static final String LARGE = "word-count";

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void goToACountryWithDecimalCommas() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void comeBack() {
        Locale.setDefault(before);
    }

    static Stream<Sample> samples() {
        return Sample.all().stream().filter(sample -> !sample.name().equals(TYPED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void aPersonLikesToReadIt(Sample sample) throws Exception {
        boolean timed = sample.name().equals(TIMED);
        String printed = timed || sample.name().equals(LARGE)
                ? Printed.inRealTime(main(sample), "--parallelism", "1")
                : Printed.by(main(sample), "--parallelism", "1");
        List<String> lines = printed.lines().toList();
        assertThat(lines).hasSizeBetween(2, MOST_LINES);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).hasSizeLessThanOrEqualTo(MOST_COLUMNS);
            assertThat(line).doesNotContainPattern(TOO_EXACT);
            assertThat(line).doesNotContainPattern(DECIMAL_COMMA);
            assertThat(line).doesNotContainPattern(RECORD);
            assertThat(line).isEqualTo(line.stripTrailing());
        });
        endsWithATable(lines);
        if (!timed) {
            Printed.isExactly(printed, sample.name() + ".txt");
        }
    }

    /** The summary: below an empty line, or all there is, a header and rows with numbers under it. */
    private static void endsWithATable(List<String> lines) {
        List<String> table = lines.subList(lines.lastIndexOf("") + 1, lines.size());
        assertThat(table).hasSizeGreaterThanOrEqualTo(2);
        assertThat(table.get(0)).as("header").matches("[a-z].*");
        assertThat(table.get(table.size() - 1)).as("the last row").matches(".*  +[-0-9.]+(  .*)?");
    }

    private static Printed.Program main(Sample sample) throws NoSuchMethodException {
        var main = sample.program().getMethod("main", String[].class);
        return args -> {
            try {
                main.invoke(null, (Object) args);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Error taken) {
                    throw taken; // how JobTest takes the job of a program
                }
                throw e;
            }
        };
    }
}
