/** Steps that every model may name, whatever it is about. */
@NullMarked
package dev.rapport.engine.process;

import org.jspecify.annotations.NullMarked;
