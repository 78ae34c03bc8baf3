/**
 * Contacts by days: the calendar (ADR 57), and planned ones in the calendars of others (ADR 55): what an event of a contact says, in a feed that programs subscribe to
 * and in the mail of a reminder alike, and the secret addresses of the feeds. Reads contacts, changes none.
 */
@ApplicationModule(allowedDependencies = {"shared", "web", "lists", "lists :: web"})
@NullMarked
package dev.rapport.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
