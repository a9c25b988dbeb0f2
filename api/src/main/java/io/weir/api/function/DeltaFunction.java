package io.weir.api.function;

import java.io.Serializable;

/** How far two records are apart. */
@FunctionalInterface
public interface DeltaFunction<DATA> extends Serializable {
    double getDelta(DATA oldDataPoint, DATA newDataPoint);
}
