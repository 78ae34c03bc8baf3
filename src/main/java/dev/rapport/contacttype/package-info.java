/**
 * Contact types: what a contact can be (a call, a mail, a visit), and whether it takes time. Managers add, rename and retire them;
 * other modules name one by its code.
 */
@ApplicationModule(allowedDependencies = {"shared", "web"})
@NullMarked
package dev.rapport.contacttype;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
