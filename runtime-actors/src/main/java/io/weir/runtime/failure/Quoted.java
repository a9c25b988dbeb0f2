package io.weir.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * Text that came from outside, made fit for a sentence: what a stranger sends must neither fill a log nor move the cursor of a terminal. No other
 * place decides what of such text is shown.
 */
public final class Quoted {
    /** More characters than this are cut. */
    public static final int MOST = 120;

    private Quoted() {}

    /** In single quotes. */
    public static String of(@Nullable Object value) {
        return "'" + plain(value) + "'";
    }

    /** Without quotes: control characters and halves of characters as escapes, at most {@link #MOST} characters of it. */
    public static String plain(@Nullable Object value) {
        return shown(String.valueOf(value), MOST);
    }

    /** A text of several lines, of whatever length, that a terminal is to show as it is written: line ends and tabs stay, other controls do not. */
    public static String lines(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t') {
                shown.append((char) character);
            } else {
                append(shown, character);
            }
        });
        return shown.toString();
    }

    private static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), most) + 16);
        int at = 0;
        while (at < text.length() && at < most) {
            int character = text.codePointAt(at);
            append(shown, character);
            at += Character.charCount(character);
        }
        if (at < text.length()) {
            shown.append("... (").append(text.length()).append(" characters)");
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT, // such as those that turn the direction of writing
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> shown.append(escape(character));
            default -> shown.appendCodePoint(character);
        }
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(character > 0xFFFF ? "\\U%08X" : "\\u%04X", character);
        };
    }
}
