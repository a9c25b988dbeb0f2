package io.weir.api.time;

/** A strategy made of parts of others. */
record ComposedWatermarkStrategy<T>(
        TimestampAssignerSupplier<T> assigners,
        WatermarkGeneratorSupplier<T> generators,
        WatermarkAlignmentParams alignment)
        implements WatermarkStrategy<T> {
    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return assigners.createTimestampAssigner(context);
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return generators.createWatermarkGenerator(context);
    }

    @Override
    public WatermarkAlignmentParams getAlignmentParameters() {
        return alignment;
    }
}
