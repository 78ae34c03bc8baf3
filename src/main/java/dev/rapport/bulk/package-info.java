/**
 * Work on many contacts at once: planning one for every member of a campaign in the background, closing and reassigning
 * selected ones. Each contact goes through the same use cases and models as a single one.
 */
@ApplicationModule(
        allowedDependencies = {"shared", "engine", "web", "address", "campaign", "contact", "reminder", "user"})
@NullMarked
package dev.rapport.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
