package io.weir.samples.wordcount;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a word is: a longest run of ASCII letters, digits and underscores, in lower case. The job and its recount both ask here. */
public final class Words {
    private static final Pattern NOT_A_WORD = Pattern.compile("\\W+");

    private Words() {}

    /** Hands over the words of a line, in order. */
    public static void forEach(String line, Consumer<String> consumer) {
        for (String word : NOT_A_WORD.split(line.toLowerCase(Locale.ROOT), 0)) {
            if (!word.isEmpty()) { // a line that starts with a separator
                consumer.accept(word);
            }
        }
    }
}
