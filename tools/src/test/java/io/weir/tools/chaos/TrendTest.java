package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.tools.chaos.Statistics.Point;
import io.weir.tools.chaos.Trend.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double RUN_SECONDS = 7_200;
    private static final double APART_SECONDS = 180;

    private static List<Point> seen(double from, double to, DoubleUnaryOperator value) {
        List<Point> points = new ArrayList<>();
        for (double second = from; second < to; second += 20) {
            points.add(new Point(second, value.applyAsDouble(second)));
        }
        return points;
    }

    /** Lives of processes that never led. */
    private static List<Stretch> followed(List<List<Point>> lives) {
        List<Stretch> stretches = new ArrayList<>();
        for (List<Point> life : lives) {
            stretches.add(new Stretch(stretches.size(), false, life));
        }
        return stretches;
    }

    private static Trend rss(List<List<Point>> lives) {
        return rssOf(followed(lives));
    }

    private static Trend rssOf(List<Stretch> stretches) {
        return Trend.of(SoakMetric.RSS_KIB, "node-1", stretches, RUN_SECONDS, APART_SECONDS)
                .orElseThrow();
    }

    @Test
    void aNodeThatBeginsToLeadIsFlatIfItIsSoBeforeAndAfter() {
        Stretch before = new Stretch(7, false, seen(180, 3_000, second -> 300_000));
        Stretch after = new Stretch(7, true, seen(3_200, RUN_SECONDS, second -> 400_000));
        assertThat(rssOf(List.of(before, after)).flat()).isTrue();
        Stretch leak = new Stretch(7, true, seen(3_200, RUN_SECONDS, second -> 400_000 + 10 * second));
        assertThat(rssOf(List.of(before, leak)).flat()).isFalse();
    }

    @Test
    void leadersThatNeedMoreEachTimeAreNotFlat() {
        List<Stretch> stretches = new ArrayList<>();
        for (double born = 0; born < RUN_SECONDS; born += 900) {
            double height = 300_000 + 10 * born;
            stretches.add(new Stretch(stretches.size(), true, seen(born + 180, born + 900, second -> height)));
        }
        assertThat(rssOf(stretches).flat()).isFalse();
    }

    @Test
    void noiseAroundAValueIsFlat() {
        Trend trend = rss(List.of(seen(200, RUN_SECONDS, second -> 300_000 + 5_000 * Math.sin(second))));
        assertThat(trend.flat()).isTrue();
        assertThat(trend.median()).isCloseTo(300_000, within(5_000.0));
        assertThat(trend.allowed()).isCloseTo(30_000, within(500.0));
    }

    @Test
    void aLeakIsNotFlat() {
        Trend trend = rss(List.of(seen(200, RUN_SECONDS, second -> 300_000 + 10 * second)));
        assertThat(trend.growth()).isCloseTo(72_000, within(1.0));
        assertThat(trend.flat()).isFalse();
    }

    @Test
    void aLeakThatKillsHideIsNotFlatIfOneProcessLivesOn() {
        List<List<Point>> lives = List.of(
                seen(180, 4_500, second -> 300_000 + 10 * second),
                seen(4_700, RUN_SECONDS, second -> 300_000 + 10 * (second - 4_700)));
        assertThat(rss(lives).flat()).isFalse();
    }

    @Test
    void aJobThatMovesToANodeInTheMiddleOfShortLivesIsFlat() {
        List<List<Point>> lives = new ArrayList<>();
        for (double born = 0; born < RUN_SECONDS; born += 900) {
            double start = born;
            lives.add(seen(born + 180, born + 900, second -> second - start < 500 ? 300_000 : 320_000));
        }
        assertThat(rss(lives).flat()).isTrue();
    }

    @Test
    void processesThatNeedMoreEachTimeAreNotFlat() {
        List<List<Point>> lives = new ArrayList<>();
        for (double born = 0; born < RUN_SECONDS; born += 900) {
            double height = 300_000 + 10 * born;
            lives.add(seen(born + 180, born + 900, second -> height));
        }
        assertThat(rss(lives).flat()).isFalse();
    }

    @Test
    void whatShrinksIsFlat() {
        assertThat(rss(List.of(seen(200, RUN_SECONDS, second -> 900_000 - 50 * second)))
                        .flat())
                .isTrue();
    }

    @Test
    void aFewThreadsMoreAreForgiven() {
        List<List<Point>> lives = List.of(seen(200, RUN_SECONDS, second -> 20 + second / 2_000));
        assertThat(Trend.of(SoakMetric.THREADS, "node-1", followed(lives), RUN_SECONDS, APART_SECONDS))
                .get()
                .matches(Trend::flat);
    }

    @Test
    void whatWasHardlySeenTellsNothing() {
        assertThat(Trend.of(
                        SoakMetric.THREADS,
                        "node-1",
                        followed(List.of(seen(0, 60, second -> 1))),
                        RUN_SECONDS,
                        APART_SECONDS))
                .isEmpty();
    }
}
