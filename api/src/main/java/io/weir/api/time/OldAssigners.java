package io.weir.api.time;

import org.jspecify.annotations.Nullable;

/** Strategies of the old assigners. */
public final class OldAssigners {
    private OldAssigners() {}

    public static <T> WatermarkStrategy<T> strategyOf(AssignerWithPeriodicWatermarks<T> assigner) {
        return new Periodic<>(assigner);
    }

    public static <T> WatermarkStrategy<T> strategyOf(AssignerWithPunctuatedWatermarks<T> assigner) {
        return new Punctuated<>(assigner);
    }

    /** Assigner and generator are one object, of which each subtask has a copy because it has a copy of the strategy. */
    private record Periodic<T>(AssignerWithPeriodicWatermarks<T> assigner) implements WatermarkStrategy<T> {
        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner;
        }

        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {
                    emit(assigner.getCurrentWatermark(), output);
                }
            };
        }
    }

    private record Punctuated<T>(AssignerWithPunctuatedWatermarks<T> assigner) implements WatermarkStrategy<T> {
        @Override
        public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return assigner;
        }

        @Override
        public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new WatermarkGenerator<>() {
                @Override
                public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
                    emit(assigner.checkAndGetNextWatermark(event, eventTimestamp), output);
                }

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {}
            };
        }
    }

    private static void emit(@Nullable Watermark watermark, WatermarkOutput output) {
        if (watermark != null) {
            output.emitWatermark(watermark);
        }
    }
}
