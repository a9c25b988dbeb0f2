package io.weir.api.serde;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * Gets the right to define a nest mate of a class. A private lookup into another module, and the classes of each job's class loader are a
 * module of their own, may define a plain class beside it, but no nest mate. So one small class is defined in the package, once, and asked
 * for its own lookup, which is of the same module.
 */
final class FullAccess {

    private static final String SIMPLE_NAME = "$WeirAccess";
    private static final MethodType LOOKUP = MethodType.methodType(MethodHandles.Lookup.class);

    private FullAccess() {}

    /**
     * A lookup with every right on a class.
     *
     * @throws IllegalAccessException if the package is not open to Weir
     */
    static MethodHandles.Lookup to(Class<?> type) throws Throwable {
        MethodHandles.Lookup own = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        if (own.hasFullPrivilegeAccess()) {
            return own;
        }
        Class<?> access = accessClass(own);
        MethodHandles.Lookup inAccess = MethodHandles.privateLookupIn(access, MethodHandles.lookup());
        MethodHandles.Lookup full = (MethodHandles.Lookup)
                inAccess.findStatic(access, "lookup", LOOKUP).invokeExact();
        return MethodHandles.privateLookupIn(type, full);
    }

    private static Class<?> accessClass(MethodHandles.Lookup own)
            throws IllegalAccessException, ClassNotFoundException {
        Class<?> type = own.lookupClass();
        String name = type.getPackageName().isEmpty() ? SIMPLE_NAME : type.getPackageName() + "." + SIMPLE_NAME;
        try {
            return own.defineClass(code(name.replace('.', '/')));
        } catch (LinkageError e) { // it is there already, for another class of the package
            return Class.forName(name, false, type.getClassLoader());
        }
    }

    /** {@code final class $WeirAccess { private static Lookup lookup() { return MethodHandles.lookup(); } }} */
    private static byte[] code(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, "java/lang/Object", null);
        String descriptor = LOOKUP.toMethodDescriptorString();
        MethodVisitor method = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, "lookup", descriptor, null, null);
        method.visitCode();
        method.visitMethodInsn(INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", descriptor, false);
        method.visitInsn(ARETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
