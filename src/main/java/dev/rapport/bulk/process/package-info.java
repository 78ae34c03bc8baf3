/** The model {@code bulkPlan}: its names, its step, and the port that starts it. */
@NullMarked
package dev.rapport.bulk.process;

import org.jspecify.annotations.NullMarked;
