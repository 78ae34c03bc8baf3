/** Demonstration data, in the profile {@code demo} only. */
@ApplicationModule
@NullMarked
package dev.rapport.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
