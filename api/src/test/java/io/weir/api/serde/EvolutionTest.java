package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A job is stopped, its classes change, and it starts again from its old bytes. */
class EvolutionTest {

    private static final String RECORD = "public record Item(int id, String name) {}";
    private static final String PLAIN =
            "public class Item { int id = 1; String name = \"none\"; public String toString() { return id + name; } }";

    @Test
    void anAddedComponentOfARecordHasItsDefault() throws Exception {
        assertThat(evolve(
                        RECORD,
                        "new Item(7, \"x\")",
                        "public record Item(long added, int id, java.util.List<String> more, String name) {}"))
                .hasToString("Item[added=0, id=7, more=null, name=x]");
    }

    @Test
    void aRemovedComponentIsIgnored() throws Exception {
        assertThat(evolve(RECORD, "new Item(7, \"x\")", "public record Item(String name) {}"))
                .hasToString("Item[name=x]");
    }

    @Test
    void reorderedComponentsAreMatchedByName() throws Exception {
        assertThat(evolve(RECORD, "new Item(7, \"x\")", "public record Item(String name, int id) {}"))
                .hasToString("Item[name=x, id=7]");
    }

    @Test
    void anAddedFieldOfAPlainObjectKeepsWhatTheConstructorSets() throws Exception {
        assertThat(
                        evolve(
                                PLAIN,
                                "new Item()",
                                "public class Item { int id = 5; int added = 42; public String toString() { return id + \"+\" + added; } }"))
                .hasToString("1+42");
    }

    @Test
    void fieldsOfEveryTypeMayGoAndStay() throws Exception {
        String fields = "boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, Object j";
        String values = "true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, \"i\", java.util.List.of(1)";

        assertThat(evolve(
                        "public record Item(" + fields + ", int last) {}",
                        "new Item(" + values + ", 9)",
                        "public record Item(int last) {}"))
                .hasToString("Item[last=9]");
        assertThat(evolve(
                        "public record Item(" + fields + ") {}",
                        "new Item(" + values + ")",
                        "public record Item(int n, " + fields + ") {}"))
                .hasToString("Item[n=0, a=true, b=1, c=2, d=c, e=4, f=5, g=6.0, h=7.0, i=i, j=[1]]");
    }

    @Test
    void aFieldMayGoTogetherWithItsClass() throws Exception {
        String old =
                "public record Item(Gone[] gone, java.util.Map<String, Hue> hues, int id) {} record Gone(int x, String y, Gone z) {} enum Hue {A}";
        String value =
                "new Item(new Gone[] {new Gone(1, \"y\", new Gone(2, null, null)), null}, java.util.Map.of(\"k\", Hue.A), 3)";

        assertThat(evolve(old, value, "public record Item(int id) {}")).hasToString("Item[id=3]");
    }

    @Test
    void aFieldMayBeDeclaredWider() throws Exception {
        assertThat(evolve(
                        "public record Item(java.util.ArrayList<String> list) {}",
                        "new Item(new java.util.ArrayList<>(java.util.List.of(\"x\")))",
                        "public record Item(java.util.List<String> list) {}"))
                .hasToString("Item[list=[x]]");
    }

    @Test
    void aPlainObjectMayBecomeARecord() throws Exception {
        assertThat(evolve(PLAIN, "new Item()", RECORD)).hasToString("Item[id=1, name=none]");
    }

    @Test
    void constantsOfAnEnumMayBeAddedAndReordered() throws Exception {
        assertThat(evolve("public enum Item {A, B}", "Item.B", "public enum Item {NEW, B, A}"))
                .hasToString("B");
    }

    @Test
    void aRemovedConstantIsRefused() {
        refuses(
                "public enum Item {A, B}",
                "Item.B",
                "public enum Item {A}",
                "The data contains the constant B of Item");
    }

    @Test
    void aChangedTypeIsRefused() {
        refuses(
                RECORD,
                "new Item(7, \"x\")",
                "public record Item(long id) {}",
                "Field 'id' of Item was written as int and is now long.");
        refuses(
                RECORD,
                "new Item(7, \"x\")",
                "public record Item(Object name) {}",
                "Field 'name' of Item was written as java.lang.String and is now java.lang.Object.");
    }

    @Test
    void aChangedKindIsRefused() {
        refuses(
                RECORD,
                "new Item(7, \"x\")",
                "public enum Item {A}",
                "Item was written as a record and is now an enum.");
    }

    @Test
    void aClassThatIsGoneIsRefused() {
        refuses(RECORD, "new Item(7, \"x\")", "class Other {}", "The data contains Item, which the job does not have.");
    }

    @Test
    void aClassThatIsNoDataAnyMoreIsRefused() {
        refuses(
                RECORD,
                "new Item(7, \"x\")",
                "public class Item { Item(int x) {} }",
                "it has no constructor without arguments");
    }

    @Test
    void aTableOfOldBytesWritesTheNewShapeAndReadsBoth() throws Exception {
        Sources before = Sources.compile(RECORD, "new Item(7, \"x\")");
        byte[] old = Streams.write(before.value(), before.codecs());
        Sources now = Sources.compile("public record Item(int id, String name, int added) {}", "new Item(8, \"y\", 9)");
        TypeTable table = new TypeTable(now.codecs());
        BinaryInput in = new BinaryInput(old);
        table.readEntries(in);
        byte[] body = Arrays.copyOfRange(old, in.position(), old.length);

        BinaryOutput out = new BinaryOutput(8);
        table.writeValue(now.value(), out);

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.readValue(new BinaryInput(out.toByteArray()))).hasToString("Item[id=8, name=y, added=9]");
        assertThat(table.readValue(new BinaryInput(body))).hasToString("Item[id=7, name=x, added=0]");
    }

    @Test
    void aTableOfKeysIsUpToDateWhileTheirClassesAreAsTheyWere() throws Exception {
        String hue = "enum Item {RED, GREEN}";
        assertThat(keysAreUpToDate(hue, "Item.GREEN", hue)).isTrue();
        assertThat(keysAreUpToDate(hue, "Item.GREEN", "enum Item {BLUE, RED, GREEN}"))
                .isFalse();
        assertThat(keysAreUpToDate(hue, "Item.GREEN", "class Other {}")).isFalse();
        assertThat(keysAreUpToDate(RECORD, "new Item(7, \"x\")", RECORD)).isTrue();
        assertThat(keysAreUpToDate(RECORD, "java.util.List.of(new Item(7, \"x\"))", "public record Item(int id) {}"))
                .isFalse();
        assertThat(keysAreUpToDate(RECORD, "new Item[0]", "public class Item extends Thread {}"))
                .isTrue();
    }

    private static boolean keysAreUpToDate(String before, String key, String after) throws Exception {
        Sources old = Sources.compile(before, key);
        TypeTable written = TypeTable.ofKeys(old.codecs());
        written.writeValue(old.value(), new BinaryOutput(8));
        BinaryOutput entries = new BinaryOutput(8);
        written.writeEntries(0, entries);
        TypeTable now = new TypeTable(Sources.compile(after).codecs());
        now.readEntries(new BinaryInput(entries.toByteArray()));
        return now.isUpToDate();
    }

    private static Object evolve(String before, String value, String after) throws Exception {
        Sources old = Sources.compile(before, value);
        byte[] bytes = Streams.write(old.value(), old.codecs());
        Object read = Streams.read(bytes, Sources.compile(after).codecs());
        return read == null ? "null" : read;
    }

    private static void refuses(String before, String value, String after, String sentence) {
        assertThatThrownBy(() -> evolve(before, value, after))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageStartingWith("[CKP-405] ")
                .hasMessageContaining(sentence);
    }
}
