package io.weir.api.serde;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

/** Looks through declared types for a class that has no codec, before a value of it turns up. */
final class TypeChecks {

    private TypeChecks() {}

    static void check(Class<?> type, CodecRegistry registry) {
        new Walk(registry).visit(type);
    }

    /** Checks what the fields of a class refer to, but not the class itself. */
    static void checkFields(StructLayout layout, CodecRegistry registry) {
        Walk walk = new Walk(registry);
        walk.seen.add(layout.type());
        walk.visitFields(layout);
    }

    private static final class Walk {
        private final CodecRegistry registry;
        private final Set<Class<?>> seen = new HashSet<>();

        Walk(CodecRegistry registry) {
            this.registry = registry;
        }

        void visit(Class<?> type) {
            if (type.isPrimitive() || !seen.add(type) || registry.known(type) != null) {
                return;
            }
            if (type.isArray()) {
                visit(type.getComponentType());
            } else if (type.isSealed() && Modifier.isAbstract(type.getModifiers())) {
                for (Class<?> permitted : type.getPermittedSubclasses()) {
                    visit(permitted);
                }
            } else if (!isOpen(type)
                    && BuiltInCodecs.find(type) == null
                    && JdkCodecs.find(type) == null
                    && !type.isEnum()) {
                CodecFactory.refuseWhatIsNoData(type);
                visitFields(StructLayout.of(type));
            }
        }

        void visitFields(StructLayout layout) {
            for (StructLayout.FieldLayout field : layout.fields()) {
                try {
                    visit(field.type());
                } catch (UnsupportedTypeException e) {
                    throw SerdeErrors.at(layout.type().getName() + "." + field.name(), e);
                }
            }
        }

        /** Nothing can be said before a value is there. */
        private static boolean isOpen(Class<?> type) {
            return type == Object.class || type.isInterface() || Modifier.isAbstract(type.getModifiers());
        }
    }
}
