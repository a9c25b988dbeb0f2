/** Programs that misbehave, as jars bring them: outside of {@code io.weir}, so that they are loaded from the jar and not from the node. */
package mischief;
