package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.serde.TypeInformation;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names a side output. Two tags are the same when their ids are. Neither an anonymous subclass nor a type is needed:
 * {@code new OutputTag<String>("late")} and {@code new OutputTag<String>("late") {}} mean the same.
 */
public class OutputTag<T> implements Serializable {
    private final String id;

    /**
     * A tag with an id.
     *
     * @param id not empty
     */
    public OutputTag(String id) {
        this.id = Argument.named(id, "id");
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public OutputTag(String id, @Nullable TypeInformation<T> typeInfo) {
        this(id);
    }

    /** Accepted where Flink programs have it: a stream does not know what it carries, and need not. */
    public TypeInformation<T> getTypeInfo() {
        return TypeInformation.unknown();
    }

    public final String getId() {
        return id;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OutputTag<?> that && id.equals(that.id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }

    /** An anonymous subclass keeps a reference to the object it was made in, which need not be serializable: the plain tag travels. */
    protected Object writeReplace() {
        return getClass() == OutputTag.class ? this : new OutputTag<T>(id);
    }

    @Override
    public final String toString() {
        return "OutputTag(" + id + ")";
    }
}
