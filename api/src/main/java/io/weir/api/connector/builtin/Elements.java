package io.weir.api.connector.builtin;

import io.weir.api.connector.SourceReaderContext;
import io.weir.api.graph.CodecRegistration;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Elements of a collection, carried as bytes of our own codecs, so that they need not be Serializable. */
final class Elements<T> implements GeneratorFunction<Long, T> {
    private final byte[] types;
    private final byte[] values;
    private final int count;
    private final List<CodecRegistration> codecs;
    private final transient @Nullable Class<?> producedClass;
    private transient Object @Nullable [] decoded;

    /**
     * Encodes the elements.
     *
     * @throws io.weir.api.serde.UnsupportedTypeException [API-107] if one has no codec
     */
    Elements(Collection<T> elements, List<CodecRegistration> codecs) {
        this.codecs = List.copyOf(codecs);
        this.count = elements.size();
        TypeTable table = new TypeTable(registry(Elements.class.getClassLoader()));
        BinaryOutput out = new BinaryOutput(64);
        for (T element : elements) {
            table.writeValue(element, out);
        }
        Set<Class<?>> classes = elements.stream().map(Object::getClass).collect(Collectors.toSet());
        this.producedClass = classes.size() == 1 ? classes.iterator().next() : null;
        this.values = out.toByteArray();
        out.reset();
        table.writeEntries(0, out);
        this.types = out.toByteArray();
    }

    /** Of all elements; null if they are of several, or came with the job. */
    @Nullable
    Class<?> producedClass() {
        return producedClass;
    }

    @Override
    public void open(SourceReaderContext context) {
        TypeTable table = new TypeTable(registry(context.getUserCodeClassLoader()));
        table.readEntries(new BinaryInput(types));
        BinaryInput in = new BinaryInput(values);
        Object[] elements = new Object[count];
        for (int i = 0; i < count; i++) {
            elements[i] = table.readValue(in);
        }
        decoded = elements;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T map(Long index) {
        Object[] elements = decoded;
        if (elements == null) {
            throw new IllegalStateException("not open");
        }
        return (T) elements[Math.toIntExact(index)];
    }

    private CodecRegistry registry(ClassLoader loader) {
        CodecRegistry registry = CodecRegistry.create(loader);
        codecs.forEach(codec -> codec.addTo(registry));
        return registry;
    }
}
