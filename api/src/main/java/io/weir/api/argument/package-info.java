/** What programs hand to the API, refused at once where nothing could be done with it: {@link io.weir.api.argument.Argument}. */
@NullMarked
package io.weir.api.argument;

import org.jspecify.annotations.NullMarked;
