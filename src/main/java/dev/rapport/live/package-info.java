/**
 * What reaches open pages by themselves: reminders that fall due, and that something they show has been changed, here or on
 * another node (ADR 51). Tells no more than that; what a page shows of it, it reads as always.
 */
@ApplicationModule(allowedDependencies = {"shared", "web"})
@NullMarked
package dev.rapport.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
