package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.failure.ExitRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExitCallsTest {
    private static final class Rewritten extends ClassLoader {
        Rewritten() {
            super(ExitCallsTest.class.getClassLoader());
        }

        Object make(Class<?> original) throws Exception {
            byte[] changed = Objects.requireNonNull(ExitCalls.refused(bytesOf(original)));
            return defineClass(original.getName(), changed, 0, changed.length)
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }

    /** Ends the process in each way that is covered. */
    public static final class Ends implements IntConsumer {
        @Override
        public void accept(int way) {
            IntConsumer byReference = System::exit;
            IntConsumer ofRuntime = Runtime.getRuntime()::halt;
            switch (way) {
                case 0 -> System.exit(7);
                case 1 -> Runtime.getRuntime().exit(7);
                case 2 -> Runtime.getRuntime().halt(7);
                case 3 -> byReference.accept(7);
                default -> ofRuntime.accept(7);
            }
        }
    }

    /** Names all that is searched for, and ends nothing. */
    public static final class Harmless {
        String exit() {
            return "halt" + System.getProperty("java.home")
                    + Runtime.getRuntime().availableProcessors();
        }
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = ExitCallsTest.class.getClassLoader().getResourceAsStream(path)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void everyWayToEndTheProcessThrows() throws Exception {
        IntConsumer ends = (IntConsumer) new Rewritten().make(Ends.class);
        String[] calls = {"System.exit(7)", "Runtime.exit(7)", "Runtime.halt(7)", "System.exit(7)", "Runtime.halt(7)"};
        for (int way = 0; way < calls.length; way++) {
            int which = way;
            assertThatThrownBy(() -> ends.accept(which))
                    .isInstanceOf(ExitRefused.class)
                    .hasMessageStartingWith("[JOB-816] The code called " + calls[way]);
        }
    }

    @Test
    void aClassThatEndsNothingStaysAsItIs() throws Exception {
        byte @Nullable [] harmless = ExitCalls.refused(bytesOf(Harmless.class));
        assertThat(harmless).isNull();
        assertThat(ExitCalls.refused(bytesOf(String.class))).isNull();
    }

    @Test
    void aClassOfAnUnknownJavaVersionIsRefused() throws Exception {
        byte[] future = bytesOf(Ends.class);
        future[6] = 0x7f; // major version
        assertThatThrownBy(() -> ExitCalls.refused(future)).isInstanceOf(IllegalArgumentException.class);
    }
}
