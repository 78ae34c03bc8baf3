/** Rehearsals (rule 36): what another model would have made of the last items, compared with the one in force. */
@NullMarked
package dev.rapport.model.rehearsal;

import org.jspecify.annotations.NullMarked;
