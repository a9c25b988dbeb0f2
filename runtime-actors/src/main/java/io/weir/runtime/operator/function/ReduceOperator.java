package io.weir.runtime.operator.function;

import io.weir.api.field.FieldAggregate;
import io.weir.api.function.ReduceFunction;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;
import org.jspecify.annotations.Nullable;

/**
 * A running reduce of each key; every update is emitted. Sums and extremes of a field are changed in the state, which owns what it holds: the copy
 * is made when it is emitted. Not where no copy is made, because a codec of the user's says that the class cannot change.
 */
public final class ReduceOperator extends UserFunctionOperator<ReduceFunction<Object>> {
    private final @Nullable FieldAggregate<Object> aggregate;
    private final Ownership ownership;
    private @Nullable ValueState<Object> state;

    public ReduceOperator(OperatorContext context, Output output, ReduceFunction<Object> function) {
        super(context, output, function);
        this.aggregate = function instanceof FieldAggregate<Object> ofField ? ofField : null;
        this.ownership = new Ownership(context.environment().codecs());
    }

    @Override
    public void open() throws Exception {
        super.open();
        state = context.keyedState().getValueState(new ValueStateDescriptor<>("_reduced", Object.class));
    }

    @Override
    protected boolean usesState() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        selectKey(value);
        Object reduced;
        try {
            Object before = state.value();
            reduced = before == null ? first(value) : reduce(before, value);
            if (reduced == null) {
                throw UserCode.returnedNull(context, "reduce");
            }
            state.update(reduced);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        output.emit(reduced, timestamp);
    }

    private Object first(Object value) {
        return aggregate == null ? value : ownership.own(value);
    }

    private Object reduce(Object before, Object value) throws Exception {
        return aggregate != null && ownership.isMutable(before)
                ? aggregate.reduceInto(before, value)
                : function.reduce(before, value);
    }
}
