package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {
    private static final int PARTITIONS = 2;
    private static final int END = 3 * Ledger.KEYS;

    private final LedgerCheck check = new LedgerCheck(new Ledger(PARTITIONS, 100));

    private static List<String> exact() {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < END; number++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                lines.add(Ledger.line(partition, number, Ledger.rank(number)));
            }
        }
        return lines;
    }

    private LedgerResult judge(List<String> lines) {
        for (int line = 0; line < lines.size(); line++) {
            check.add(lines.get(line), "line " + (line + 1));
        }
        return check.finish(END);
    }

    @Test
    void eachRecordOnceIsExact() {
        LedgerResult result = judge(exact());
        assertThat(result).isEqualTo(new LedgerResult((long) PARTITIONS * END, 0, 0, 0, 0, List.of()));
        assertThat(result.exact()).isTrue();
        assertThat(check.records()).isEqualTo((long) PARTITIONS * END);
    }

    @Test
    void aMissingRecordIsLost() {
        List<String> lines = exact();
        lines.remove(Ledger.line(1, 200, 2));
        LedgerResult result = judge(lines);
        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.exact()).isFalse();
        assertThat(result.differences()).containsExactly("record 200 of partition 1 is in no committed file");
    }

    @Test
    void theTailIsLostToo() {
        assertThat(judge(exact().subList(0, PARTITIONS * (END - 10))).lost()).isEqualTo(10 * PARTITIONS);
    }

    @Test
    void aRepeatedRecordIsDuplicatedAndNotOutOfOrder() {
        List<String> lines = exact();
        lines.add(Ledger.line(0, 5, 1));
        LedgerResult result = judge(lines);
        assertThat(result.duplicated()).isEqualTo(1);
        assertThat(result.outOfOrder()).isZero();
        assertThat(result.differences()).containsExactly("line 769: record 5 of partition 0 once more");
    }

    @Test
    void twoRecordsOfAKeyInTheWrongOrderAreNoticed() {
        int first = 0;
        int second = 0;
        while (second <= first || Ledger.key(0, second) != Ledger.key(0, first)) {
            second++;
        }
        List<String> lines = exact();
        String early = Ledger.line(0, first, Ledger.rank(first));
        String late = Ledger.line(0, second, Ledger.rank(second));
        lines.set(lines.indexOf(late), early);
        lines.set(lines.indexOf(early), late);
        LedgerResult result = judge(lines);
        assertThat(result.outOfOrder()).isEqualTo(1);
        assertThat(result.lost() + result.duplicated() + result.wrong()).isZero();
        assertThat(result.exact()).isFalse();
    }

    @Test
    void recordsOfDifferentKeysHaveNoOrder() {
        List<String> lines = exact();
        String one = lines.get(0);
        lines.set(0, lines.get(2));
        lines.set(2, one);
        assertThat(judge(lines).exact()).isTrue();
    }

    @Test
    void aCountThatIsNotThatOfTheKeyIsWrongState() {
        List<String> lines = exact();
        lines.set(0, Ledger.line(0, 0, 2));
        LedgerResult result = judge(lines);
        assertThat(result.wrong()).isEqualTo(1);
        assertThat(result.differences())
                .containsExactly(
                        "line 1: the state counted 2 at record 0 of partition 0, which is number 1 of its key");
    }

    @Test
    void whatIsNoLineOfTheJobIsWrong() {
        List<String> lines = exact();
        lines.addAll(List.of("", "0,1", "a,b,c", "0,1,2,3", PARTITIONS + ",0,1", "0,-1,1"));
        assertThat(judge(lines).wrong()).isEqualTo(6);
    }

    @Test
    void aRecordBeyondTheEndIsWrong() {
        List<String> lines = exact();
        lines.add(Ledger.line(0, END, Ledger.rank(END)));
        assertThat(judge(lines).wrong()).isEqualTo(1);
    }
}
