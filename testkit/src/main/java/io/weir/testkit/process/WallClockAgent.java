package io.weir.testkit.process;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Sends calls of {@code System.currentTimeMillis} to {@link WallClock}, in every class that is loaded from the class path or from a job's jars. */
final class WallClockAgent implements ClassFileTransformer {
    private static final String SYSTEM = "java/lang/System";
    private static final String METHOD = "currentTimeMillis";
    private static final String WALL_CLOCK = WallClock.class.getName().replace('.', '/');

    private WallClockAgent() {}

    /** Called by the JVM as it starts; {@code offsetFile} as in {@link WallClock#jvmFlag}. */
    public static void premain(String offsetFile, Instrumentation instrumentation) {
        WallClock.readFrom(Path.of(offsetFile));
        instrumentation.addTransformer(new WallClockAgent());
    }

    /** Null: as it is. */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null || loader == ClassLoader.getPlatformClassLoader() || className.equals(WALL_CLOCK)) {
            return null;
        }
        return transformed(classFile);
    }

    /** Null if the class does not ask for the time. */
    static byte @Nullable [] transformed(byte[] classFile) {
        if (!new String(classFile, StandardCharsets.ISO_8859_1).contains(METHOD)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Rewriting(writer), 0);
        return writer.toByteArray();
    }

    private static final class Rewriting extends ClassVisitor {
        Rewriting(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String calledDescriptor, boolean ofInterface) {
                    boolean theTime = owner.equals(SYSTEM) && called.equals(METHOD);
                    super.visitMethodInsn(opcode, theTime ? WALL_CLOCK : owner, called, calledDescriptor, ofInterface);
                }

                /** Method references. */
                @Override
                public void visitInvokeDynamicInsn(
                        String called, String calledDescriptor, Handle bootstrap, Object... arguments) {
                    Object[] changed = arguments.clone();
                    for (int index = 0; index < changed.length; index++) {
                        if (changed[index] instanceof Handle handle
                                && handle.getOwner().equals(SYSTEM)
                                && handle.getName().equals(METHOD)) {
                            changed[index] = new Handle(handle.getTag(), WALL_CLOCK, METHOD, handle.getDesc(), false);
                        }
                    }
                    super.visitInvokeDynamicInsn(called, calledDescriptor, bootstrap, changed);
                }
            };
        }
    }
}
