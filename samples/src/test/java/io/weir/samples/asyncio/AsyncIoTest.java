package io.weir.samples.asyncio;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.TestSink;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In this process, in real time: answers come from other threads. */
class AsyncIoTest {
    private static final String[] NAMES = {"Ada", "Bob", "Cyd", "Dee", "Eve", "Fay", "Gus"};

    @ParameterizedTest(name = "unordered: {0}")
    @ValueSource(booleans = {false, true})
    void everyCustomerGetsItsNameOnceAndInOrderIfAskedFor(boolean unordered) throws Exception {
        TestSink<Answer> answers = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        AsyncIo.withNames(env.fromSequence(1, 100), new AskForName(), unordered).sinkTo(answers);
        env.execute("async io");
        List<String> names = answers.committed().stream()
                .map(answer -> answer.customer() + " is " + answer.name())
                .toList();
        List<String> expected = LongStream.rangeClosed(1, 100)
                .mapToObj(customer -> customer + " is " + NAMES[(int) (customer % 7)])
                .toList();
        if (unordered) {
            assertThat(names).containsExactlyInAnyOrderElementsOf(expected).isNotEqualTo(expected);
        } else {
            assertThat(names).isEqualTo(expected);
        }
    }
}
