/** The reminder's model: its steps, and the port that starts and cancels its instances. */
@NullMarked
package dev.rapport.reminder.process;

import org.jspecify.annotations.NullMarked;
