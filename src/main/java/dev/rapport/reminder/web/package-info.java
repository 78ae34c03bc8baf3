/** Reminders over HTTP. */
@NullMarked
package dev.rapport.reminder.web;

import org.jspecify.annotations.NullMarked;
