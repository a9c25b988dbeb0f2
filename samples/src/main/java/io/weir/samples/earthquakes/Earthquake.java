package io.weir.samples.earthquakes;

/**
 * A line of the list.
 *
 * @param millis when it happened, since 1970
 * @param region the state or country, or the sea
 */
public record Earthquake(String id, long millis, double magnitude, String region) {
    private static final int FIELDS =
            9; // id,time_ms,updated_ms,magnitude,magnitude_type,longitude,latitude,depth_km,place

    /**
     * Reads a line. The last field, the place, may have commas: {@code "4km W of Castaic, CA"}.
     *
     * @throws IllegalArgumentException if the line is something else
     */
    public static Earthquake parse(String line) {
        String[] fields = line.split(",", FIELDS);
        if (fields.length < FIELDS) {
            throw new IllegalArgumentException("'" + line + "' is no line of the list of earthquakes. It has "
                    + fields.length + " fields instead of " + FIELDS + ". Give the list that comes with the samples.");
        }
        return new Earthquake(
                fields[0], Long.parseLong(fields[1]), Double.parseDouble(fields[3]), regionOf(fields[FIELDS - 1]));
    }

    private static String regionOf(String place) {
        String unquoted = place.replace("\"", "");
        String region = unquoted.substring(unquoted.lastIndexOf(", ") + 1).strip();
        return switch (region) {
            case "CA" -> "California"; // the list has both
            case "MX" -> "Mexico";
            default -> region;
        };
    }
}
