/**
 * Contacts and measures as lists: what a filter means, in which order they stand, and one page of them at the same cost
 * at any depth. Histories, exports and calendars ask for what they show with the same filter. A read model over what contacts
 * and measures publish.
 */
@ApplicationModule(allowedDependencies = {"shared", "web"})
@NullMarked
package dev.rapport.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
