/** Connects {@code readTextFile}, {@code socketTextStream}, {@code print} and {@code writeAsText} with the connectors of this module. */
@NullMarked
package io.weir.connector.standard;

import org.jspecify.annotations.NullMarked;
