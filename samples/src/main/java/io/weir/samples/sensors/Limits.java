package io.weir.samples.sensors;

/**
 * Where a sensor's average is usual. An alarm that has begun ends when the average is a margin inside again, so that one which wavers at
 * the limit does not begin it each hour.
 */
record Limits(String unit, double low, double high, double margin) {
    static Limits of(String sensor) {
        return switch (sensor) {
            case "temperature" -> new Limits("deg C", 4.5, 18, 0.5);
            case "pressure" -> new Limits("hPa", 1016.2, 1018.2, 0.2);
            case "wind" -> new Limits("m/s", 3.1, 3.9, 0.1);
            default -> throw new IllegalArgumentException("There are no limits for the sensor '" + sensor + "'.");
        };
    }

    /** {@code low}, {@code high} or {@code usual}, which the sensor then is. */
    String judge(double average, String before) {
        if (average < low || (before.equals("low") && average < low + margin)) {
            return "low";
        }
        if (average > high || (before.equals("high") && average > high - margin)) {
            return "high";
        }
        return "usual";
    }
}
