/**
 * What there is to do and doing it without opening each contact: one list of reminders, open contacts and
 * open measures, and the open contacts of a campaign. What is done goes through the use cases of their modules, one by one.
 */
@ApplicationModule(
        allowedDependencies = {"shared", "web", "address", "campaign", "contact", "item", "measure", "reminder", "user"
        })
@NullMarked
package dev.rapport.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
