/**
 * What there is to do and doing it without opening each contact: the reminders, the open contacts of the person at work and
 * of a campaign. What is done goes through the use cases of {@code contact} and {@code reminder}, one by one.
 */
@ApplicationModule(
        allowedDependencies = {"shared", "web", "address", "campaign", "contact", "item", "reminder", "user"})
@NullMarked
package dev.rapport.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
