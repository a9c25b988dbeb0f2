/** How a node's configuration is put together and checked: {@link io.weir.actors.config.WeirConfig}. */
@NullMarked
package io.weir.actors.config;

import org.jspecify.annotations.NullMarked;
