package io.weir.api.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weir.api.OutputTag;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.time.Time;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.EventTimeSessionWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program hands over is looked at when it does. */
class ArgumentTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void namesAreNotEmpty(String nothing) {
        refuses("API-202", "'jobName'", () -> env.execute(nothing));
        refuses("API-202", "'jobName'", () -> env.executeAsync(nothing));
        refuses("API-202", "'name'", () -> env.fromData(1L).name(nothing));
        refuses("API-202", "'uid'", () -> env.fromData(1L).uid(nothing));
        refuses("API-202", "'uid'", () -> env.fromData(1L).print().uid(nothing));
        refuses("API-202", "'id'", () -> new OutputTag<Long>(nothing));
        refuses("API-202", "'name'", () -> new ValueStateDescriptor<>(nothing, Long.class));
        refuses("API-202", "'path'", () -> env.readTextFile(nothing));
        refuses("API-202", "'path'", () -> env.fromData(1L).writeAsText(nothing));
        refuses("API-202", "'field'", () -> env.fromData(1L).keyBy(nothing));
    }

    @Test
    void windowsAreNotLongerThanMillisecondsCanSay() {
        refuses("API-203", "'size'", () -> TumblingEventTimeWindows.of(LONGEST));
        refuses("API-203", "'slide'", () -> SlidingEventTimeWindows.of(Duration.ofDays(1), LONGEST));
        refuses("API-203", "'size'", () -> EventTimeSessionWindows.withGap(Time.days(Long.MAX_VALUE)));
        refuses("API-203", "'duration'", () -> Time.of(LONGEST));
    }

    @Test
    void aWaitThatIsLongerThanTimeIsForEver() throws Exception {
        assertThat(Argument.saturatedMillis(LONGEST, "timeout")).isEqualTo(Long.MAX_VALUE);
        assertThat(Argument.saturatedMillis(LONGEST.negated(), "timeout")).isEqualTo(Long.MIN_VALUE);
        assertThat(Argument.saturatedNanos(Duration.ofDays(365_000), "timeout")).isEqualTo(Long.MAX_VALUE);
        assertThat(Time.of(Long.MAX_VALUE, TimeUnit.DAYS).toDuration()).isEqualTo(LONGEST);
        WatermarkStrategy.<Long>forBoundedOutOfOrderness(LONGEST).withIdleness(LONGEST);
        env.getConfig().setAutoWatermarkInterval(LONGEST);
        assertThat(env.getConfig().getAutoWatermarkInterval()).isEqualTo(Long.MAX_VALUE);
    }

    private static void refuses(String code, String named, ThrowingCallable call) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessageStartingWith("[" + code + "]")
                .withMessageContaining(named);
    }
}
