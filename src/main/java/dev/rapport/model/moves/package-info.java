/** Moving what runs in older versions of a model to the newest one: what can be moved, and doing it in the background. */
@NullMarked
package dev.rapport.model.moves;

import org.jspecify.annotations.NullMarked;
