/**
 * The word count: {@link io.weir.samples.wordcount.WordCount} is the job, {@link io.weir.samples.wordcount.Words} says what a word is,
 * {@link io.weir.samples.wordcount.Recount} checks the job's committed output against the text without using any of Weir.
 */
@NullMarked
package io.weir.samples.wordcount;

import org.jspecify.annotations.NullMarked;
