/** Users, their groups and the login; the table of who may call which route. */
@ApplicationModule(allowedDependencies = {"shared", "engine", "address", "web"})
@NullMarked
package dev.rapport.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
