package io.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.cluster.Conversation.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationTest {
    private static final long REPEAT = 1_000;

    private final Conversation<String, Integer> here = new Conversation<>(REPEAT);
    private final Conversation<Integer, String> there = new Conversation<>(REPEAT);

    @Test
    void whatIsSaidIsHeardOnceAndInOrder() {
        Letter<String> a = here.say("a", 0);
        Letter<String> b = here.say("b", 0);
        assertThat(there.hear(b, 1)).as("too early").isNull();
        assertThat(there.hear(a, 1)).isEqualTo("a");
        assertThat(there.hear(a, 1)).as("twice").isNull();
        assertThat(there.hear(b, 1)).isEqualTo("b");
    }

    @Test
    void whatIsNotAcknowledgedIsSaidAgain() {
        Letter<String> a = here.say("a", 0);
        here.say("b", 500);
        assertThat(here.wakeAt()).isEqualTo(1_000);
        assertThat(here.onTime(999)).isEmpty();
        assertThat(here.onTime(1_000)).extracting(Letter::content).containsExactly("a", "b");
        assertThat(here.onTime(1_500)).isEmpty();
        there.hear(a, 1_600);
        here.hear(there.say(1, 1_600), 1_600);
        assertThat(here.onTime(2_600)).extracting(Letter::content).containsExactly("b");
    }

    @Test
    void anAnswerCarriesTheAcknowledgementAndSilenceIsFollowedByABareOne() {
        there.hear(here.say("a", 0), 0);
        assertThat(there.say(1, 10).heard()).isEqualTo(1);
        assertThat(there.wakeAt()).as("only the repetition of what it said").isEqualTo(1_010);

        there.hear(here.say("b", 20), 20);
        assertThat(there.wakeAt()).isEqualTo(270);
        assertThat(there.onTime(270)).containsExactly(new Letter<>(0, 2, null));
        assertThat(there.wakeAt()).isEqualTo(1_010);
    }

    @Test
    void aRepetitionIsAcknowledgedAgainBecauseTheAcknowledgementMayBeWhatWasLost() {
        Letter<String> a = here.say("a", 0);
        there.hear(a, 0);
        there.onTime(250); // lost
        assertThat(there.wakeAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(there.hear(here.onTime(1_000).get(0), 1_000)).isNull();
        List<Letter<Integer>> again = there.onTime(there.wakeAt());
        here.hear(again.get(0), 1_250);
        assertThat(here.wakeAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void acknowledgementsAreNotAcknowledged() {
        there.hear(here.say("a", 0), 0);
        here.hear(there.onTime(250).get(0), 250);
        assertThat(here.wakeAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(there.wakeAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void silenceIsCountedFromTheLastProgress() {
        assertThat(here.silentMillis(5_000)).as("it owes nothing").isZero();
        Letter<String> a = here.say("a", 5_000);
        here.say("b", 6_000);
        assertThat(here.silentMillis(9_000)).isEqualTo(4_000);
        there.hear(a, 9_000);
        here.hear(there.say(1, 9_000), 9_000);
        assertThat(here.silentMillis(9_500)).isEqualTo(500);
    }

    @Test
    void whoNeverListensIsNotSpokenToForEver() {
        for (int i = 0; i < Conversation.MOST_UNHEARD; i++) {
            here.say("a", 0);
        }
        assertThatThrownBy(() -> here.say("a", 0)).isInstanceOf(IllegalStateException.class);
        assertThat(here.onTime(REPEAT)).hasSize(Conversation.MOST_AT_ONCE);
    }

    @Test
    void aLongBacklogIsCaughtUpWithAsFastAsItIsAcknowledged() {
        int letters = 10_000;
        for (int i = 0; i < letters; i++) {
            here.say("m" + i, 0); // all lost
        }
        int heard = 0;
        int sent = 0;
        long now = 0;
        while (heard < letters) {
            now = Math.min(here.wakeAt(), there.wakeAt());
            for (Letter<String> letter : here.onTime(now)) {
                sent++;
                heard += there.hear(letter, now) == null ? 0 : 1;
            }
            for (Letter<Integer> letter : there.onTime(now)) {
                here.hear(letter, now);
            }
        }
        assertThat(now).as("milliseconds").isLessThan(2 * REPEAT);
        assertThat(sent).as("none of them twice").isEqualTo(letters);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Goal: no line, however bad, loses, repeats or reorders anything. Method: drop, repeat and delay at random, both ways. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void overAnyLineEverythingArrivesOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        double loss = random.nextDouble() * 0.8;
        int letters = 1 + random.nextInt(120);
        List<Letter<String>> toThere = new ArrayList<>();
        List<Letter<Integer>> toHere = new ArrayList<>();
        List<String> heardThere = new ArrayList<>();
        List<Integer> heardHere = new ArrayList<>();
        int saidHere = 0;
        int saidThere = 0;
        for (long now = 0; heardThere.size() < letters || heardHere.size() < letters; now += 10 + random.nextInt(200)) {
            assertThat(now).as("time it takes").isLessThan(100_000_000L);
            if (saidHere < letters && random.nextInt(3) == 0) {
                toThere.add(here.say("m" + saidHere++, now));
            }
            if (saidThere < letters && random.nextInt(3) == 0) {
                toHere.add(there.say(saidThere++, now));
            }
            toThere.addAll(here.onTime(now));
            toHere.addAll(there.onTime(now));
            for (Letter<String> letter : arrived(toThere, random, loss)) {
                String heard = there.hear(letter, now);
                if (heard != null) {
                    heardThere.add(heard);
                }
            }
            for (Letter<Integer> letter : arrived(toHere, random, loss)) {
                Integer heard = here.hear(letter, now);
                if (heard != null) {
                    heardHere.add(heard);
                }
            }
        }
        assertThat(heardThere)
                .isEqualTo(IntStream.range(0, letters).mapToObj(i -> "m" + i).toList());
        assertThat(heardHere).isEqualTo(IntStream.range(0, letters).boxed().toList());
    }

    /** Any of those under way, in any order; some are lost, some stay to arrive again. */
    private static <T> List<Letter<T>> arrived(List<Letter<T>> underWay, Random random, double loss) {
        List<Letter<T>> arrived = new ArrayList<>();
        for (int tries = random.nextInt(underWay.size() + 1); tries > 0; tries--) {
            int at = random.nextInt(underWay.size());
            Letter<T> one = random.nextInt(10) == 0 ? underWay.get(at) : underWay.remove(at);
            if (random.nextDouble() >= loss) {
                arrived.add(one);
            }
        }
        return arrived;
    }
}
