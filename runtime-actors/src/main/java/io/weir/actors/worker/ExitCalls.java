package io.weir.actors.worker;

import io.weir.runtime.failure.ExitRefused;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the calls in a class that would end the process, and lets them throw {@link ExitRefused}. */
final class ExitCalls {
    private static final String SYSTEM = "java/lang/System";
    private static final String RUNTIME = "java/lang/Runtime";
    private static final String REFUSED = ExitRefused.class.getName().replace('.', '/');
    private static final String STATUS = "(I)V";
    private static final String RUNTIME_AND_STATUS = "(Ljava/lang/Runtime;I)V";
    private static final byte[][] OWNERS = {ascii(SYSTEM), ascii(RUNTIME)};
    private static final byte[][] NAMES = {ascii("exit"), ascii("halt")};

    private ExitCalls() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The class with its calls replaced; null if it has none.
     *
     * @throws IllegalArgumentException if the class is of a Java version that is not known here, or damaged
     */
    static byte @Nullable [] refused(byte[] classFile) {
        if (!containsAny(classFile, OWNERS) || !containsAny(classFile, NAMES)) {
            return null; // nearly all classes: nothing is parsed
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        Rewriting rewriting = new Rewriting(writer);
        reader.accept(rewriting, 0);
        return rewriting.found ? writer.toByteArray() : null;
    }

    private static boolean containsAny(byte[] bytes, byte[][] wanted) {
        for (byte[] each : wanted) {
            if (contains(bytes, each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String owner, String name, String descriptor) {
        return descriptor.equals(STATUS)
                && ((owner.equals(SYSTEM) && name.equals("exit"))
                        || (owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt"))));
    }

    private static final class Rewriting extends ClassVisitor {
        private boolean found;

        Rewriting(ClassVisitor to) {
            super(Opcodes.ASM9, to);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String of, boolean onInterface) {
                    if (ends(owner, called, of)) {
                        found = true;
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, REFUSED, called, descriptorFor(owner), false);
                    } else {
                        super.visitMethodInsn(opcode, owner, called, of, onInterface);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String of, Handle bootstrap, Object... arguments) {
                    Object[] replaced = arguments.clone();
                    for (int each = 0; each < replaced.length; each++) {
                        if (replaced[each] instanceof Handle handle
                                && ends(handle.getOwner(), handle.getName(), handle.getDesc())) {
                            found = true;
                            replaced[each] = new Handle(
                                    Opcodes.H_INVOKESTATIC,
                                    REFUSED,
                                    handle.getName(),
                                    descriptorFor(handle.getOwner()),
                                    false);
                        }
                    }
                    super.visitInvokeDynamicInsn(called, of, bootstrap, replaced);
                }
            };
        }

        private static String descriptorFor(String owner) {
            return owner.equals(SYSTEM) ? STATUS : RUNTIME_AND_STATUS;
        }
    }
}
