package io.weir.samples.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import io.weir.testkit.TestSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
    private final TestSink<Recommendation> shown = new TestSink<>();
    private final TestSink<ShopperSoFar> soFar = new TestSink<>();

    @Test
    void aNewKindIsToldWhenMostOfTheLastProductsAreOfIt() {
        run("kettle", "drum", "pan", "whisk", "atlas", "poems");
        assertThat(shown.committed())
                .extracting(Recommendation::product)
                .containsExactly("pan", "violin", "whisk", "novel");
        assertThat(shown.committed().get(3).viewed()).containsExactly("drum", "pan", "whisk", "atlas", "poems");
    }

    @Test
    void whatWasRecommendedAndIsLookedAtCounts() {
        run("kettle", "pan", "drum");
        assertThat(soFar.committed()).extracting(ShopperSoFar::followed).containsExactly(0, 1, 1);
    }

    @Test
    void aProductThatIsLookedAtAgainIsInTheListOnce() {
        run("kettle", "drum", "kettle", "atlas");
        assertThat(shown.committed().get(shown.committed().size() - 1).viewed())
                .containsExactly("drum", "kettle", "atlas");
    }

    private void run(String... products) {
        List<View> views =
                Stream.of(products).map(product -> new View("ada", product)).toList();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        SingleOutputStreamOperator<Recommendation> recommended =
                Recommendations.recommend(env.fromSource(TestSource.of(views), "views"));
        recommended.sinkTo(shown);
        recommended.getSideOutput(Recommend.SO_FAR).sinkTo(soFar);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
    }
}
