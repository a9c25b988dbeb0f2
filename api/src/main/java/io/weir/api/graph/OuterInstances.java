package io.weir.api.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lets anonymous and inner classes travel that were written in an instance method: the compiler gives each a reference to the outer
 * instance, also when it is not used. Such a reference is set to null if the outer object is not Serializable and no code reads it.
 */
public final class OuterInstances {
    private static final String OUTER = "this$";

    private OuterInstances() {}

    /** Releases the outer instances that the functions of a job hold and do not use. */
    public static void release(JobGraph graph) {
        for (StreamNode node : graph.nodes()) {
            release(node.operator().userObject());
            release(node.stateKey());
            release(node.secondStateKey());
        }
        for (StreamEdge edge : graph.edges()) {
            if (edge.partitioning() instanceof Partitioning.Custom custom) {
                release(custom.partitioner());
                release(custom.selector());
            }
        }
    }

    /** The same for one function and the objects in its fields. */
    static void release(@Nullable Serializable function) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> toVisit = new ArrayDeque<>();
        if (function != null) {
            toVisit.add(function);
        }
        while (!toVisit.isEmpty()) {
            Object value = toVisit.remove();
            if (value instanceof Serializable && !isOfJava(value.getClass()) && seen.add(value)) {
                visitFields(value, toVisit);
            }
        }
    }

    private static void visitFields(Object value, Deque<Object> toVisit) {
        for (Class<?> type = value.getClass(); type != null && !isOfJava(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        || field.getType().isPrimitive()
                        || !field.trySetAccessible()) {
                    continue;
                }
                Object part = read(field, value);
                if (part == null) {
                    continue;
                }
                boolean outer = field.isSynthetic() && field.getName().startsWith(OUTER);
                if (outer && !(part instanceof Serializable) && !isRead(type, field.getName())) {
                    clear(field, value);
                } else {
                    toVisit.add(part);
                }
            }
        }
    }

    /** Whether code of the class, or of a class beside it, reads the field. True when in doubt. */
    private static boolean isRead(Class<?> owner, String field) {
        try {
            for (Class<?> member : owner.getNestMembers()) {
                if (reads(member, Type.getInternalName(owner), field)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException | LinkageError e) {
            return true; // no class file, or one of a Java too new: leave the field, serialization will tell
        }
    }

    private static boolean reads(Class<?> code, String owner, String field) throws IOException {
        String file = code.getName().substring(code.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = code.getResourceAsStream(file)) {
            if (in == null) {
                return true;
            }
            boolean[] found = new boolean[1];
            new ClassReader(in)
                    .accept(new ReadFinder(owner, field, found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return found[0];
        }
    }

    /** Looks at each method of a class for the instruction that reads one field. */
    private static final class ReadFinder extends ClassVisitor {
        private final String owner;
        private final String field;
        private final boolean[] found;

        ReadFinder(String owner, String field, boolean[] found) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.field = field;
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String ofClass, String read, String type) {
                    found[0] |= opcode == Opcodes.GETFIELD && ofClass.equals(owner) && read.equals(field);
                }
            };
        }
    }

    private static boolean isOfJava(Class<?> type) {
        return type.getName().startsWith("java.") || type.isArray() || type.isEnum();
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            return null; // cannot be: it was made accessible
        }
    }

    private static void clear(Field field, Object owner) {
        try {
            field.set(owner, null);
        } catch (IllegalAccessException e) {
            // a final field that cannot be written: it stays, and serialization will tell
        }
    }
}
