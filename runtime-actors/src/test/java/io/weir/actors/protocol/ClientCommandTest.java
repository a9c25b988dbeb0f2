package io.weir.actors.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.wire.WireNames;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientCommandTest {
    private static final Set<Class<?>> QUESTIONS = Set.of(
            ClientCommand.ListJobs.class,
            ClientCommand.DescribeCluster.class,
            ClientCommand.DescribeJob.class,
            ClientCommand.QueryJob.class,
            ClientCommand.ListCheckpoints.class);

    /** They say how something is to be; a part of an upload names its content and its place. */
    private static final Set<Class<?>> THE_SAME_TWICE =
            Set.of(ClientCommand.Upload.class, ClientCommand.HoldDeletions.class, ClientCommand.ReleaseDeletions.class);

    @Test
    void whateverChangesSomethingCarriesTheIdOfItsRequest() {
        assertThat(WireNames.all().values().stream()
                        .filter(ClientCommand.class::isAssignableFrom)
                        .filter(type -> !QUESTIONS.contains(type) && !THE_SAME_TWICE.contains(type)))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(
                                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
                        .as("%s is repeated when its answer is late", type)
                        .contains("request"));
    }
}
