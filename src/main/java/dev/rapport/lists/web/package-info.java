/** Lists over HTTP, and the parts of a filter that histories share. */
@NamedInterface("web")
@NullMarked
package dev.rapport.lists.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
