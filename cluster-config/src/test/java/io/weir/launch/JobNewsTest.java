package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobNewsTest {
    private ClientReply.JobSummary job = job(JobStatus.CREATED, "");
    private final List<String> told = new ArrayList<>();
    private final JobNews news = new JobNews(() -> job, told::add);

    private static ClientReply.JobSummary job(JobStatus status, String sentence) {
        return new ClientReply.JobSummary("id", "name", status, sentence, 1, 0);
    }

    private boolean look(JobStatus status, String sentence) {
        job = job(status, sentence);
        return news.look();
    }

    @Test
    void aSentenceIsToldOnceAndTheLastOneByOthers() {
        assertThat(look(JobStatus.CREATED, "")).isTrue();
        assertThat(look(JobStatus.CREATED, "needs 5 slots")).isTrue();
        assertThat(look(JobStatus.CREATED, "needs 5 slots")).isTrue();
        assertThat(look(JobStatus.RUNNING, "")).isTrue();
        assertThat(look(JobStatus.RESTARTING, "it threw")).isTrue();
        assertThat(look(JobStatus.FAILED, "it threw again")).isFalse();
        assertThat(told).containsExactly("CREATED  needs 5 slots", "RESTARTING  it threw");
    }
}
