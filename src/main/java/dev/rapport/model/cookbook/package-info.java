/** The cookbook for process admins: what can be drawn, move by move, each recipe drawn and used by a test. */
@NullMarked
package dev.rapport.model.cookbook;

import org.jspecify.annotations.NullMarked;
