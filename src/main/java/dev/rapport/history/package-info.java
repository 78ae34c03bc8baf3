/**
 * Everything that ever happened with one address (rules 30 and 31): a read model over what contacts and
 * measures publish. Nothing of it is in the engine's history, which is cleaned up.
 */
@ApplicationModule(allowedDependencies = {"shared", "web", "lists", "lists :: web"})
@NullMarked
package dev.rapport.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
