/**
 * Commands for who builds, judges or shows Weir, which a node does not need: {@code demo}, {@code simulate}, {@code chaos}, {@code soak}. Start at {@link
 * io.weir.tools.ToolCommands}, which brings them to the launcher; each is one class here over a package of its own.
 */
@NullMarked
package io.weir.tools;

import org.jspecify.annotations.NullMarked;
