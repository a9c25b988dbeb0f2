package io.weir.api.serde;

/** Arrays of primitives: a length, then the elements in their fixed width. */
final class PrimitiveArrayCodecs {

    private PrimitiveArrayCodecs() {}

    static void addTo(BuiltInCodecs.Target to) {
        to.add(
                Tags.BOOLEAN_ARRAY,
                new MutableCodec<boolean[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (boolean element : array) {
                                out.writeBoolean(element);
                            }
                        },
                        in -> {
                            boolean[] array = new boolean[in.readLength(1)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readBoolean();
                            }
                            return array;
                        },
                        boolean[]::clone),
                boolean[].class);
        to.add(
                Tags.BYTE_ARRAY,
                new MutableCodec<byte[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            out.writeBytes(array, 0, array.length);
                        },
                        in -> {
                            byte[] array = new byte[in.readLength(1)];
                            in.readBytes(array, 0, array.length);
                            return array;
                        },
                        byte[]::clone),
                byte[].class);
        to.add(
                Tags.SHORT_ARRAY,
                new MutableCodec<short[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (short element : array) {
                                out.writeShort(element);
                            }
                        },
                        in -> {
                            short[] array = new short[in.readLength(Short.BYTES)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readShort();
                            }
                            return array;
                        },
                        short[]::clone),
                short[].class);
        to.add(
                Tags.CHAR_ARRAY,
                new MutableCodec<char[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (char element : array) {
                                out.writeChar(element);
                            }
                        },
                        in -> {
                            char[] array = new char[in.readLength(Character.BYTES)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readChar();
                            }
                            return array;
                        },
                        char[]::clone),
                char[].class);
        to.add(
                Tags.INT_ARRAY,
                new MutableCodec<int[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (int element : array) {
                                out.writeInt(element);
                            }
                        },
                        in -> {
                            int[] array = new int[in.readLength(Integer.BYTES)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readInt();
                            }
                            return array;
                        },
                        int[]::clone),
                int[].class);
        to.add(
                Tags.LONG_ARRAY,
                new MutableCodec<long[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (long element : array) {
                                out.writeLong(element);
                            }
                        },
                        in -> {
                            long[] array = new long[in.readLength(Long.BYTES)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readLong();
                            }
                            return array;
                        },
                        long[]::clone),
                long[].class);
        to.add(
                Tags.FLOAT_ARRAY,
                new MutableCodec<float[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (float element : array) {
                                out.writeFloat(element);
                            }
                        },
                        in -> {
                            float[] array = new float[in.readLength(Float.BYTES)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readFloat();
                            }
                            return array;
                        },
                        float[]::clone),
                float[].class);
        to.add(
                Tags.DOUBLE_ARRAY,
                new MutableCodec<double[]>(
                        (array, out) -> {
                            out.writeVarInt(array.length);
                            for (double element : array) {
                                out.writeDouble(element);
                            }
                        },
                        in -> {
                            double[] array = new double[in.readLength(Double.BYTES)];
                            for (int i = 0; i < array.length; i++) {
                                array[i] = in.readDouble();
                            }
                            return array;
                        },
                        double[]::clone),
                double[].class);
    }
}
