/** Users in the engine's identity tables. */
@NullMarked
package dev.rapport.user.process;

import org.jspecify.annotations.NullMarked;
