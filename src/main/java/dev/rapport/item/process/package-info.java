/** Items in the engine: their tasks, the steps that close them, what was reported in between. */
@NamedInterface("process")
@NullMarked
package dev.rapport.item.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
