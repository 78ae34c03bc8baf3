/** The measure's model: its names, its steps, and the port through which this module drives it. */
@NullMarked
package dev.rapport.measure.process;

import org.jspecify.annotations.NullMarked;
