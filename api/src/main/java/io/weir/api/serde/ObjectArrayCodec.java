package io.weir.api.serde;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Arrays of anything but primitives: a length, then the elements with their tags. The array's class is in the table. */
record ObjectArrayCodec(Class<?> componentType) implements Codec<Object[]> {

    @Override
    public void encode(Object[] value, BinaryOutput out, ValueWriter nested) {
        out.writeVarInt(value.length);
        for (Object element : value) {
            nested.write(element, out);
        }
    }

    @Override
    public Object[] decode(BinaryInput in, ValueReader nested) {
        int length = in.readLength(1);
        // Grows with the elements: arrays in arrays may each announce all that is left of the bytes.
        Object[] array =
                (Object[]) Array.newInstance(componentType, Math.min(length, CollectionCodecs.MAX_INITIAL_CAPACITY));
        for (int i = 0; i < length; i++) {
            if (i == array.length) {
                array = Arrays.copyOf(array, Math.min(length, 2 * i));
            }
            array[i] = nested.read(in); // an element of another class is refused by the array itself
        }
        return array;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public Object[] copy(Object[] value, ValueCopier nested) {
        Object[] array = value.clone();
        for (int i = 0; i < array.length; i++) {
            array[i] = nested.copy(array[i]);
        }
        return array;
    }
}
