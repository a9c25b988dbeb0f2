package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("ClassCanBeStatic") // users do what must be refused
class RefusedClassesTest {

    static final class NoConstructor {
        int x;

        NoConstructor(int x) {
            this.x = x;
        }
    }

    static final class FinalField {
        final int x = 1;
    }

    final class Inner {
        int x;
    }

    static final class ExtendsList extends ArrayList<String> {}

    record HasThread(int id, Thread worker) {}

    record Deep(String name, List<String> fine, HasThread inside) {}

    sealed interface Shape2 {
        record Good(int x) implements Shape2 {}

        record Bad(ByteArrayInputStream stream) implements Shape2 {}
    }

    record HasSealed(Shape2 shape) {}

    enum Nothing {}

    static Stream<Arguments> refused() {
        Supplier<String> lambda = () -> "x";
        return Stream.of(
                Arguments.of(lambda, "it is a lambda", "Emit the data that it works on instead."),
                Arguments.of(
                        new Thread(),
                        "java.lang.Thread has no codec: it belongs to the JDK",
                        "a transient field, opened in open()"),
                Arguments.of(CharBuffer.allocate(1), "it belongs to the JDK", "Turn it into a String with toString()."),
                Arguments.of(new IdentityHashMap<>(), "it belongs to the JDK", "Copy it into a HashMap"),
                Arguments.of(new IdentityHashMap<>(), "it belongs to the JDK", "env.registerCodec(TYPE.class, codec)"),
                Arguments.of(
                        new TreeMap<String, Integer>(Comparator.comparing(String::length)),
                        "A TreeMap with a comparator of its own",
                        "String.CASE_INSENSITIVE_ORDER"),
                Arguments.of(
                        new PriorityQueue<>(Comparator.comparing(String::valueOf)),
                        "A PriorityQueue with a comparator of its own",
                        "Use the natural order"),
                Arguments.of(new EnumMap<>(Nothing.class), "of an enum without constants", "use a HashSet"),
                Arguments.of(new TreeMap<>().keySet(), "it belongs to the JDK", "Copy it into an ArrayList"),
                Arguments.of(
                        new NoConstructor(1),
                        "it has no constructor without arguments",
                        "Make it a record, add a constructor"),
                Arguments.of(new FinalField(), "its field 'x' is final", "Make the class a record"),
                Arguments.of(
                        new RefusedClassesTest().new Inner(),
                        "drags along the io.weir.api.serde.RefusedClassesTest",
                        "Make it static"),
                Arguments.of(
                        new Object() {},
                        "it is an anonymous or local class",
                        "Make it a record or a static nested class."),
                Arguments.of(new ExtendsList(), "it extends java.util.ArrayList", "Hold that object in a field"),
                Arguments.of(
                        Proxy.newProxyInstance(
                                RefusedClassesTest.class.getClassLoader(),
                                new Class<?>[] {Runnable.class},
                                (p, m, a) -> null),
                        "it is a dynamic proxy",
                        "Emit the data behind it"),
                Arguments.of(
                        new TreeSet<>(Comparator.comparing(String::valueOf)),
                        "A TreeSet with a comparator",
                        "Use the natural order"),
                Arguments.of(
                        EnumSet.noneOf(Nothing.class),
                        "An EnumSet or EnumMap of an enum without constants",
                        "use a HashSet"),
                Arguments.of(
                        new Deep("x", List.of(), new HasThread(1, new Thread())),
                        "java.lang.Thread has no codec",
                        "(reached through io.weir.api.serde.RefusedClassesTest$HasThread.worker) "
                                + "(reached through io.weir.api.serde.RefusedClassesTest$Deep.inside)"),
                Arguments.of(
                        new HasSealed(new Shape2.Good(1)),
                        "java.io.ByteArrayInputStream has no codec",
                        "RefusedClassesTest$HasSealed.shape"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aValueThatIsNoDataIsRefusedWithReasonAndRemedy(Object value, String reason, String remedy) {
        assertThatThrownBy(() -> Streams.write(value, Streams.REGISTRY))
                .isInstanceOf(UnsupportedTypeException.class)
                .hasMessageStartingWith("[API-107] ")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy);
    }

    @Test
    void aCheckFindsWhatDeclarationsTell() {
        assertThatThrownBy(() -> Streams.REGISTRY.check(Deep.class)).hasMessageContaining("HasThread.worker");
        assertThatThrownBy(() -> Streams.REGISTRY.check(Deep[].class)).hasMessageContaining("HasThread.worker");
        assertThatThrownBy(() -> Streams.REGISTRY.check(Shape2.class)).hasMessageContaining("Shape2$Bad.stream");
        assertThatThrownBy(() -> Streams.REGISTRY.check(Thread.class)).hasMessageContaining("java.lang.Thread");
    }

    @Test
    void aCheckLeavesOpenWhatOnlyValuesTell() {
        Streams.REGISTRY.check(Object.class);
        Streams.REGISTRY.check(Runnable.class);
        Streams.REGISTRY.check(Samples.Basket.class);
        Streams.REGISTRY.check(Samples.Figure.class);
        Streams.REGISTRY.check(int.class);
    }

    @Test
    void aCodecBelongsToAClassThatHasValues() {
        assertThatThrownBy(() -> Streams.REGISTRY.codecFor(Shape2.class)).hasMessageContaining("it is an interface");
        assertThatThrownBy(() -> Streams.REGISTRY.codecFor(int.class)).hasMessageContaining("it is a primitive type");
        assertThat(Streams.REGISTRY.codecFor(Integer.class)).isNotNull();
    }
}
