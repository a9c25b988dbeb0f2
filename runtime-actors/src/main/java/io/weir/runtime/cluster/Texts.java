package io.weir.runtime.cluster;

/** Texts that users or their libraries have written, of any length, made short enough to be told, stored and shown. Pure. */
public final class Texts {
    /** Characters of a sentence about a failure. */
    public static final int SENTENCE = 2_048;

    /** Characters of a name of something in a job; a chain of operators has those of all of them. */
    public static final int NAME = 4_000;

    private Texts() {}

    /** The text, or its beginning and how much of it was left out; at most {@code most} characters, which are 100 or more. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String left = " ... (" + text.length() + " characters in all)";
        int end = most - left.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + left;
    }
}
