package io.weir.samples.shared;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Columns of a table in plain text, in the notation of {@link String#format}, each with its width: {@code "%-6s %,8d %10.2f"}. Numbers have
 * a point in every country.
 */
public final class Columns implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern CELL = Pattern.compile("%(-?)[,+]*(\\d+)(?:\\.\\d+)?[a-z]");

    private final String format;
    private final String header;

    private Columns(String format, String header) {
        this.format = format;
        this.header = header;
    }

    /**
     * Columns with names.
     *
     * @param names of the columns, with their units: {@code "price $"}
     */
    public static Columns of(String format, Object... names) {
        String texts = CELL.matcher(format).replaceAll("%$1$2s");
        return new Columns(format, String.format(Locale.ROOT, texts, names).stripTrailing());
    }

    public String header() {
        return header;
    }

    public String line(Object... cells) {
        return String.format(Locale.ROOT, format, cells).stripTrailing();
    }
}
