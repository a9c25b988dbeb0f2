/**
 * Settings as Flink programs carry them: {@link io.weir.api.config.Configuration} holds values by key, {@link
 * io.weir.api.config.ConfigOption} names one with its type and default. What a program sets here and Weir knows applies to its jobs; the
 * rest is for the program itself.
 */
@NullMarked
package io.weir.api.config;

import org.jspecify.annotations.NullMarked;
