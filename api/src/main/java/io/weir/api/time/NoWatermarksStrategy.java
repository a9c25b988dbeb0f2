package io.weir.api.time;

/** What {@link WatermarkStrategy#noWatermarks} returns: timestamps as they come, and no event time. */
public record NoWatermarksStrategy<T>() implements WatermarkStrategy<T> {
    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new NoWatermarksGenerator<>();
    }
}
