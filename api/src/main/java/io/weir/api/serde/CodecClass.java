package io.weir.api.serde;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.IF_ACMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.weir.api.serde.StructLayout.FieldLayout;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the bytecode of one generated codec. As source, for {@code record Order(long id, Object item)}:
 *
 * <pre>{@code
 * public void encode(Object value, BinaryOutput out, ValueWriter nested) {
 *     Order order = (Order) value;
 *     out.writeLong(order.id);
 *     nested.write(order.item, out);
 * }
 * public Object decode(BinaryInput in, ValueReader nested) {
 *     return new Order(in.readLong(), nested.read(in));
 * }
 * public Object copy(Object value, ValueCopier nested) {
 *     Object item = nested.copy(((Order) value).item);
 *     return item == ((Order) value).item ? value : new Order(((Order) value).id, item);
 * }
 * }</pre>
 *
 * For a plain object, {@code decode} makes an empty one and calls {@code decodeInto}, which first calls that of the parent.
 */
final class CodecClass {

    private static final String BASE = Type.getInternalName(GeneratedCodec.class);
    private static final String OUT = Type.getInternalName(BinaryOutput.class);
    private static final String IN = Type.getInternalName(BinaryInput.class);
    private static final String WRITER = Type.getInternalName(ValueWriter.class);
    private static final String READER = Type.getInternalName(ValueReader.class);
    private static final String COPIER = Type.getInternalName(ValueCopier.class);
    private static final String ENCODE = "(Ljava/lang/Object;L" + OUT + ";L" + WRITER + ";)V";
    private static final String DECODE = "(L" + IN + ";L" + READER + ";)Ljava/lang/Object;";
    private static final String DECODE_INTO = "(Ljava/lang/Object;L" + IN + ";L" + READER + ";)V";
    private static final String COPY = "(Ljava/lang/Object;L" + COPIER + ";)Ljava/lang/Object;";
    private static final String COPY_INTO = "(Ljava/lang/Object;Ljava/lang/Object;L" + COPIER + ";)V";

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
        @Override
        protected String getCommonSuperClass(String first, String second) {
            return "java/lang/Object"; // never load a class for this; the code below merges no two different ones
        }
    };
    private final StructLayout layout;
    private final Class<?> owner;
    private final List<FieldLayout> fields;
    private final boolean hasParent;
    private final String served;
    private final String name;

    /**
     * @param owner the class whose fields are served: that of the layout, or one above it
     * @param hasParent whether another codec serves fields above {@code owner}
     */
    CodecClass(StructLayout layout, Class<?> owner, boolean hasParent) {
        this.layout = layout;
        this.owner = owner;
        this.fields = layout.declaredBy(owner);
        this.hasParent = hasParent;
        this.served = Type.getInternalName(owner);
        this.name = served + "$$WeirCodec";
    }

    byte[] toByteArray() {
        writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, BASE, null);
        constructor();
        encode();
        if (layout.isRecord()) {
            decodeRecord();
            copyRecord();
        } else {
            decodeInto();
            copyInto();
            boolean instantiable = !Modifier.isAbstract(owner.getModifiers()) && owner == layout.type();
            decodeObject(instantiable);
            copyObject(instantiable);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor() {
        String descriptor = "(L" + BASE + ";Z)V";
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", descriptor, null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ILOAD, 2);
        code.visitMethodInsn(INVOKESPECIAL, BASE, "<init>", descriptor, false);
        end(code, RETURN);
    }

    private void encode() {
        MethodVisitor code = begin("encode", ENCODE);
        callParent(code, "encode", ENCODE, 3);
        castLocal(code, 1, 4);
        for (FieldLayout field : fields) {
            if (kindOf(field) == null) {
                code.visitVarInsn(ALOAD, 3);
                getField(code, 4, field);
                code.visitVarInsn(ALOAD, 2);
                code.visitMethodInsn(INVOKEVIRTUAL, WRITER, "write", "(Ljava/lang/Object;L" + OUT + ";)V", false);
            } else {
                code.visitVarInsn(ALOAD, 2);
                getField(code, 4, field);
                code.visitMethodInsn(
                        INVOKEVIRTUAL,
                        OUT,
                        "write" + kindOf(field),
                        "(" + argumentDescriptor(field.type()) + ")V",
                        false);
            }
        }
        end(code, RETURN);
    }

    private void decodeRecord() {
        MethodVisitor code = begin("decode", DECODE);
        newInstance(code);
        for (FieldLayout field : fields) {
            read(code, field, 1);
        }
        callRecordConstructor(code);
        end(code, ARETURN);
    }

    private void decodeInto() {
        MethodVisitor code = begin("decodeInto", DECODE_INTO);
        callParent(code, "decodeInto", DECODE_INTO, 3);
        castLocal(code, 1, 4);
        for (FieldLayout field : fields) {
            code.visitVarInsn(ALOAD, 4);
            read(code, field, 2);
            putField(code, field);
        }
        end(code, RETURN);
    }

    private void decodeObject(boolean instantiable) {
        MethodVisitor code = begin("decode", DECODE);
        if (!instantiable) {
            code.visitInsn(ACONST_NULL); // only its decodeInto is ever called, by the codec of the subclass
            end(code, ARETURN);
            return;
        }
        newInstance(code);
        code.visitMethodInsn(INVOKESPECIAL, served, "<init>", "()V", false);
        code.visitVarInsn(ASTORE, 3);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 3);
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ALOAD, 2);
        code.visitMethodInsn(INVOKEVIRTUAL, name, "decodeInto", DECODE_INTO, false);
        code.visitVarInsn(ALOAD, 3);
        end(code, ARETURN);
    }

    /** Locals: 1 value, 2 copier, 3 typed value, 4 and up the copies of what may be mutable. */
    private void copyRecord() {
        MethodVisitor code = begin("copy", COPY);
        castLocal(code, 1, 3);
        int local = 4;
        for (FieldLayout field : fields) {
            if (kindOf(field) == null) {
                copyOf(code, field, 3, 2);
                code.visitVarInsn(ASTORE, local++);
            }
        }
        Label changed = new Label();
        local = 4;
        for (FieldLayout field : fields) {
            if (kindOf(field) == null) {
                code.visitVarInsn(ALOAD, local++);
                getField(code, 3, field);
                code.visitJumpInsn(IF_ACMPNE, changed);
            }
        }
        code.visitVarInsn(ALOAD, 1);
        code.visitInsn(ARETURN);
        code.visitLabel(changed);
        newInstance(code);
        local = 4;
        for (FieldLayout field : fields) {
            if (kindOf(field) == null) {
                code.visitVarInsn(ALOAD, local++);
            } else {
                getField(code, 3, field);
            }
        }
        callRecordConstructor(code);
        end(code, ARETURN);
    }

    private void copyInto() {
        MethodVisitor code = begin("copyInto", COPY_INTO);
        callParent(code, "copyInto", COPY_INTO, 3);
        castLocal(code, 1, 4);
        castLocal(code, 2, 5);
        for (FieldLayout field : fields) {
            code.visitVarInsn(ALOAD, 5);
            if (kindOf(field) == null) {
                copyOf(code, field, 4, 3);
            } else {
                getField(code, 4, field);
            }
            putField(code, field);
        }
        end(code, RETURN);
    }

    private void copyObject(boolean instantiable) {
        MethodVisitor code = begin("copy", COPY);
        if (!instantiable) {
            code.visitInsn(ACONST_NULL); // as above
            end(code, ARETURN);
            return;
        }
        newInstance(code);
        code.visitMethodInsn(INVOKESPECIAL, served, "<init>", "()V", false);
        code.visitVarInsn(ASTORE, 3);
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ALOAD, 3);
        code.visitVarInsn(ALOAD, 2);
        code.visitMethodInsn(INVOKEVIRTUAL, name, "copyInto", COPY_INTO, false);
        code.visitVarInsn(ALOAD, 3);
        end(code, ARETURN);
    }

    /** The ending of the read and write methods for a field that needs no tag; null for a value with a tag. */
    private static @Nullable String kindOf(FieldLayout field) {
        Class<?> type = field.type();
        if (type == String.class) {
            return "NullableString";
        }
        if (!type.isPrimitive()) {
            return null;
        }
        String primitive = type.getName();
        return Character.toUpperCase(primitive.charAt(0)) + primitive.substring(1);
    }

    /** Bytes and shorts are written from ints. */
    private static String argumentDescriptor(Class<?> type) {
        return type == byte.class || type == short.class ? "I" : Type.getDescriptor(type);
    }

    private void read(MethodVisitor code, FieldLayout field, int inLocal) {
        String kind = kindOf(field);
        if (kind == null) {
            code.visitVarInsn(ALOAD, inLocal + 1);
            code.visitVarInsn(ALOAD, inLocal);
            code.visitMethodInsn(INVOKEVIRTUAL, READER, "read", "(L" + IN + ";)Ljava/lang/Object;", false);
            cast(code, field.type());
        } else {
            code.visitVarInsn(ALOAD, inLocal);
            code.visitMethodInsn(INVOKEVIRTUAL, IN, "read" + kind, "()" + Type.getDescriptor(field.type()), false);
        }
    }

    private void copyOf(MethodVisitor code, FieldLayout field, int fromLocal, int copierLocal) {
        code.visitVarInsn(ALOAD, copierLocal);
        getField(code, fromLocal, field);
        code.visitMethodInsn(INVOKEVIRTUAL, COPIER, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        cast(code, field.type());
    }

    private static void cast(MethodVisitor code, Class<?> type) {
        if (type != Object.class) {
            code.visitTypeInsn(CHECKCAST, Type.getInternalName(type));
        }
    }

    private void castLocal(MethodVisitor code, int from, int to) {
        code.visitVarInsn(ALOAD, from);
        code.visitTypeInsn(CHECKCAST, served);
        code.visitVarInsn(ASTORE, to);
    }

    private void newInstance(MethodVisitor code) {
        code.visitTypeInsn(NEW, served);
        code.visitInsn(DUP);
    }

    private void callRecordConstructor(MethodVisitor code) {
        Type[] arguments =
                fields.stream().map(field -> Type.getType(field.type())).toArray(Type[]::new);
        code.visitMethodInsn(
                INVOKESPECIAL, served, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, arguments), false);
    }

    private void getField(MethodVisitor code, int local, FieldLayout field) {
        code.visitVarInsn(ALOAD, local);
        code.visitFieldInsn(GETFIELD, served, field.name(), Type.getDescriptor(field.type()));
    }

    private void putField(MethodVisitor code, FieldLayout field) {
        code.visitFieldInsn(PUTFIELD, served, field.name(), Type.getDescriptor(field.type()));
    }

    private void callParent(MethodVisitor code, String method, String descriptor, int arguments) {
        if (!hasParent) {
            return;
        }
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, BASE, "parent", "L" + BASE + ";");
        for (int i = 1; i <= arguments; i++) {
            code.visitVarInsn(ALOAD, i);
        }
        code.visitMethodInsn(INVOKEVIRTUAL, BASE, method, descriptor, false);
    }

    private MethodVisitor begin(String method, String descriptor) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, method, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, int returnInstruction) {
        code.visitInsn(returnInstruction);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
