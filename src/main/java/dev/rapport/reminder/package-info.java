/**
 * Reminders of planned contacts (rules 13 to 17): when they fall due, the list people work from, snoozing and the mails.
 * Knows contacts by their id only; what the list and the mail show of them is read from the database.
 */
@ApplicationModule(allowedDependencies = {"shared", "engine", "web", "calendar"})
@NullMarked
package dev.rapport.reminder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
