/**
 * Values for trying a job out, by the names that Flink has in its older package: {@link io.weir.api.function.datagen.DataGeneratorSource} emits
 * what a {@link io.weir.api.function.datagen.DataGenerator} makes. Programs that need no random values are better off with
 * {@link io.weir.api.connector.builtin.DataGeneratorSource}, which tests can run in virtual time.
 */
@NullMarked
package io.weir.api.function.datagen;

import org.jspecify.annotations.NullMarked;
