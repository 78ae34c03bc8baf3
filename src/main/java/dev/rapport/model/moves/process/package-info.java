/** The model {@code moveItems}: its names, its step and its trial. */
@NullMarked
package dev.rapport.model.moves.process;

import org.jspecify.annotations.NullMarked;
