/**
 * What contacts and measures have alike: an item is planned and then performed or not performed, runs in a model, waits
 * at a task of it, keeps what is reported and tells its course. What is special about one of them is in its own module.
 */
@ApplicationModule(allowedDependencies = {"shared", "engine", "web", "campaign", "reminder", "user"})
@NullMarked
package dev.rapport.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
